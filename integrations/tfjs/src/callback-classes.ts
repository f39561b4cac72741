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

const nothing = async (): Promise<void> => {}

/**
 * Behind a plain object, tfjs takes the methods off an instance and calls them as those of another one, where the methods that it
 * would inherit call themselves for ever: an instance has them all for itself.
 */
const OWN_METHODS = { onEpochBegin: nothing, onBatchEnd: nothing }

/** The callbacks as classes of the tfjs that is given. */
export function callbackClasses(tf: CallbackBase): CallbackClasses {
  return {
    PruningCallback: class extends tf.CustomCallback {
      constructor(...args: Parameters<typeof pruningCallback>) {
        super({})
        Object.assign(this, OWN_METHODS, pruningCallback(...args))
      }
    },
    CheckpointCallback: class extends tf.CustomCallback {
      constructor(...args: Parameters<typeof checkpointCallback>) {
        super({})
        Object.assign(this, OWN_METHODS, checkpointCallback(...args))
      }
    },
  }
}
