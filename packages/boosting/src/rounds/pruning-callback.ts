import type { Direction, TrialLike } from "@parzen/core"
import { describe, ParzenError, TrialPruned } from "@parzen/core"
import { checkDirection } from "./check-direction.ts"
import { findEvaluation } from "./find-evaluation.ts"
import type { RoundCallback } from "./round-callback.ts"

/** Options of the pruning callbacks. */
export interface PruningOptions {
  /** Reports after every so many rounds; 1 by default. */
  readonly interval?: number | undefined
  /** The study's direction, to have a metric refused that goes the other way. */
  readonly direction?: Direction | undefined
}

/**
 * Reports the evaluation named `key`, `"validation-logloss"`, to the trial after every `interval` rounds (step = round, from 0),
 * and leaves the training by `TrialPruned` if the pruner says so, or if the value is NaN. Of cross-validation the mean counts.
 * @throws INVALID_ARGUMENT; out of training METRIC_MISSING, and DIRECTION_MISMATCH for a metric that is better greater in a study
 * that minimises, or the other way round
 */
export function pruningCallback(trial: TrialLike, key: string, options: PruningOptions = {}): RoundCallback {
  const { interval = 1, direction } = options
  if (typeof key !== "string" || key === "")
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `takes the name of an evaluation, 'validation-logloss', got ${describe(key)}`,
    )
  if (!Number.isSafeInteger(interval) || interval < 1)
    throw new ParzenError("INVALID_ARGUMENT", `interval: takes an integer from 1, got ${describe(interval)}`)
  if (direction !== undefined && direction !== "minimize" && direction !== "maximize")
    throw new ParzenError("INVALID_ARGUMENT", `direction: is 'minimize' or 'maximize', got ${describe(direction)}`)
  return {
    async afterRound({ round, evaluations }) {
      const evaluation = findEvaluation(evaluations, key, round)
      const { value, greaterIsBetter } = evaluation
      if (direction !== undefined && greaterIsBetter !== undefined)
        checkDirection(`'${key}'`, greaterIsBetter ? "maximize" : "minimize", direction)
      if (Number.isNaN(value)) {
        trial.report(value, round)
        throw new TrialPruned(`'${key}' is NaN at round ${round}`)
      }
      if ((round + 1) % interval !== 0) return
      trial.report(value, round)
      if (await trial.shouldPrune()) throw new TrialPruned(`pruned at round ${round}`)
    },
  }
}
