import type { TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { Engine } from "./tensor-scope.ts"
import { seedsOf } from "./seeds.ts"
import { inTensorScope } from "./tensor-scope.ts"

/** What of tfjs the objective needs: `@tensorflow/tfjs`, `tfjs-node` and `tfjs-node-gpu` alike. */
export interface EngineOf {
  engine(): object
}

/** What a trial's training gets beside the trial. */
export interface TrainingContext {
  /** The trial's own seed, the same whenever the trial of this number runs. */
  readonly seed: number
  /** Another seed at each call, the same ones in the same order for a trial of this number: one for each layer that draws. */
  readonly nextSeed: () => number
  /** Aborts when the trial is no longer wanted. */
  readonly signal: AbortSignal
}

/** Options of {@link tfjsObjective}. */
export interface TfjsObjectiveOptions {
  /** What the seeds of all trials come from, an integer from 0; 0 by default. */
  readonly seed?: number
}

/**
 * An objective whose trials leave nothing behind: when `build` ends, also by an error or a pruning, every model, optimizer and
 * tensor made meanwhile is disposed. What trials share, such as the data, is made before. Trials run one after another, whatever
 * the `concurrency`: tfjs has one stack of scopes. A trial whose time is up is disposed of at once, so that a training that goes on
 * fails at its next batch; one of a study that was cancelled has a moment to settle.
 * @throws INVALID_ARGUMENT; in a trial whose signal has aborted, its reason
 */
export function tfjsObjective<Value>(
  tf: EngineOf,
  build: (trial: TrialLike, context: TrainingContext) => Value | Promise<Value>,
  { seed = 0 }: TfjsObjectiveOptions = {},
): (trial: TrialLike) => Promise<Value> {
  if (typeof tf?.engine !== "function")
    throw new ParzenError("INVALID_ARGUMENT", `tf: takes the namespace of @tensorflow/tfjs, got ${describe(tf)}`)
  if (typeof build !== "function")
    throw new ParzenError("INVALID_ARGUMENT", `build: takes a function of a trial, got ${describe(build)}`)
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new ParzenError("INVALID_ARGUMENT", `seed: takes an integer from 0, got ${describe(seed)}`)
  return async (trial) => {
    const { signal } = trial
    return inTensorScope(tf.engine() as Engine, signal, async () => {
      const nextSeed = seedsOf(seed, trial.number)
      const value = await build(trial, { seed: nextSeed(), nextSeed, signal })
      signal.throwIfAborted()
      return value
    })
  }
}
