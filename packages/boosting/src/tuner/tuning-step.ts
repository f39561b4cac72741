import type { Sampler, TrialLike } from "@parzen/core"
import { GridSampler, TPESampler } from "@parzen/core"

/** A library's parameters by name, as JSON has them. */
export type TunedParams = Readonly<Record<string, unknown>>

/** One step of {@link StepwiseTuner}: some parameters are searched while the others stay at the best that is known. */
export interface TuningStep {
  /** Each trial keeps the name of its step. */
  readonly name: string
  /** How it is searched, given the best parameters before it. */
  plan(best: TunedParams, seed: number | undefined): StepPlan
  /** Suggests the step's parameters. */
  suggest(trial: TrialLike, best: TunedParams): TunedParams
}

/** How a step is searched. */
export interface StepPlan {
  readonly nTrials: number
  readonly sampler: Sampler
}

/** A plan that tries each of `values` once, in an order that `seed` shuffles. */
export function gridPlan(name: string, values: readonly number[], seed: number | undefined): StepPlan {
  return { nTrials: values.length, sampler: new GridSampler({ searchSpace: { [name]: values }, seed }) }
}

/** A plan of `nTrials` by TPE. */
export function tpePlan(nTrials: number, seed: number | undefined): StepPlan {
  return { nTrials, sampler: new TPESampler({ seed }) }
}

/** `n` numbers from `low` to `high` at equal distances, both ends included, in the arithmetic of numpy's `linspace`. */
export function linspace(low: number, high: number, n: number): number[] {
  const step = (high - low) / (n - 1)
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? high : i * step + low))
}
