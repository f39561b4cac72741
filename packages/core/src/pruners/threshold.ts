import { ParzenError } from "../errors.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { checkBetween } from "./check.ts"
import type { IntervalOptions } from "./interval.ts"
import { Interval } from "./interval.ts"
import type { Pruner } from "./pruner.ts"

/** Options of {@link ThresholdPruner}; at least one bound. */
export interface ThresholdPrunerOptions extends IntervalOptions {
  /** A report below it prunes; by default there is no such bound. */
  readonly lower?: number | undefined
  /** A report above it prunes; by default there is no such bound. */
  readonly upper?: number | undefined
}

/**
 * Prunes a trial whose latest report leaves `lower` to `upper`, both allowed, or is NaN. It needs no other trial and looks at
 * the report of the largest step; a trial without reports goes on. Optuna 5.0.0's rule.
 */
export class ThresholdPruner implements Pruner {
  readonly #lower: number
  readonly #upper: number
  readonly #interval: Interval

  /** @throws INVALID_ARGUMENT without a bound, for a bound that is no number, `lower` above `upper`, a wrong interval */
  constructor(options: ThresholdPrunerOptions) {
    const { lower, upper, ...interval } = options ?? {}
    if (lower === undefined && upper === undefined) {
      throw new ParzenError("INVALID_ARGUMENT", "ThresholdPruner needs 'lower' or 'upper', or both")
    }
    this.#lower = lower === undefined ? -Infinity : checkBetween("lower", lower, -Infinity, Infinity)
    this.#upper = upper === undefined ? Infinity : checkBetween("upper", upper, -Infinity, Infinity)
    if (this.#lower > this.#upper) throw new ParzenError("INVALID_ARGUMENT", `lower ${lower} is above upper ${upper}`)
    this.#interval = new Interval(interval)
  }

  prune(_study: StudyView, trial: TrialView): boolean {
    const step = this.#interval.dueStep(trial)
    if (step === undefined) return false
    const value = trial.intermediateValues[step] as number
    return !(this.#lower <= value && value <= this.#upper)
  }
}
