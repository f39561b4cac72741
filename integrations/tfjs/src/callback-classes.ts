import type { CustomCallback } from "@tensorflow/tfjs"
import { checkpointCallback } from "./checkpoints/checkpoint-callback.ts"
import { pruningCallback } from "./pruning-callback.ts"

/** What of tfjs the callbacks extend. */
export interface CallbackBase {
  readonly CustomCallback: new (args: object) => CustomCallback
}

/** Callbacks as instances of tfjs's own class, for lists of instances in any order. */
export interface CallbackClasses {
  /** As {@link pruningCallback}. */
  readonly PruningCallback: new (...args: Parameters<typeof pruningCallback>) => CustomCallback
  /** As {@link checkpointCallback}. */
  readonly CheckpointCallback: new (...args: Parameters<typeof checkpointCallback>) => CustomCallback
}

/** The callbacks as classes of the tfjs that is given. */
export function callbackClasses(tf: CallbackBase): CallbackClasses {
  return {
    PruningCallback: class extends tf.CustomCallback {
      constructor(...args: Parameters<typeof pruningCallback>) {
        super({})
        Object.assign(this, pruningCallback(...args))
      }
    },
    CheckpointCallback: class extends tf.CustomCallback {
      constructor(...args: Parameters<typeof checkpointCallback>) {
        super({})
        Object.assign(this, checkpointCallback(...args))
      }
    },
  }
}
