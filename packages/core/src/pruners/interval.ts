import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { checkWhole } from "./check.ts"

/** When a pruner looks at a trial. */
export interface IntervalOptions {
  /** A trial is not looked at before this step; by default 0. */
  readonly nWarmupSteps?: number | undefined
  /** A trial is looked at once in so many steps, counted from the end of the warm-up; by default 1. */
  readonly intervalSteps?: number | undefined
}

/** Decides at which reports a trial is looked at: the first at or after each `nWarmupSteps + k * intervalSteps`. */
export class Interval {
  readonly #nWarmupSteps: number
  readonly #intervalSteps: number

  /** @throws INVALID_ARGUMENT for numbers that are not whole, a warm-up below 0, an interval below 1 */
  constructor({ nWarmupSteps = 0, intervalSteps = 1 }: IntervalOptions) {
    this.#nWarmupSteps = checkWhole("nWarmupSteps", nWarmupSteps, 0)
    this.#intervalSteps = checkWhole("intervalSteps", intervalSteps, 1)
  }

  /** The last step of `trial` if it is one to look at, else `undefined`. */
  dueStep({ intermediateValues }: FrozenTrial): number | undefined {
    let last = -1
    let before = -1
    for (const key in intermediateValues) {
      const step = Number(key)
      if (step > last) {
        before = last
        last = step
      } else if (step > before) before = step
    }
    if (last < 0 || last < this.#nWarmupSteps) return undefined
    const sinceDue = (last - this.#nWarmupSteps) % this.#intervalSteps
    return before < last - sinceDue ? last : undefined
  }
}
