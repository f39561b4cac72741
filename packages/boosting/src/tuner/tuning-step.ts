import type { FrozenTrial, Sampler, TrialLike } from "@parzen/core"
import { GridSampler, TPESampler } from "@parzen/core"

/** A library's parameters by name, as JSON has them. */
export type TunedParams = Readonly<Record<string, unknown>>

/** One step of {@link StepwiseTuner}: some parameters are searched while the others stay at the best that is known. */
export interface TuningStep {
  /** Each trial keeps the name of its step. */
  readonly name: string
  /** How the rest of it is searched. */
  plan(state: StepState): StepPlan
  /** Suggests the step's parameters. */
  suggest(trial: TrialLike, best: TunedParams): TunedParams
}

/** Where a step stands. */
export interface StepState {
  /** The best parameters of the steps before. */
  readonly best: TunedParams
  /** The trials of this step that are complete or pruned: those of an earlier run. */
  readonly tried: readonly FrozenTrial[]
  readonly seed: number | undefined
}

/** How the rest of a step is searched. */
export interface StepPlan {
  /** How many trials it still lacks. */
  readonly nTrials: number
  readonly sampler: Sampler
}

/** A plan that tries each of `values` once, in an order that the seed shuffles. */
export function gridPlan(name: string, values: readonly number[], { tried, seed }: StepState): StepPlan {
  const left = values.filter((value) => tried.every(({ params }) => params[name] !== value))
  // A grid of no values is none; there is nothing to try of it.
  const searchSpace = { [name]: left.length === 0 ? values : left }
  return { nTrials: left.length, sampler: new GridSampler({ searchSpace, seed }) }
}

/** A plan of `nTrials` by TPE. A step that is gone on with draws other numbers than it began with. */
export function tpePlan(nTrials: number, { tried, seed }: StepState): StepPlan {
  const next = seed === undefined ? undefined : (seed + tried.length) % 2 ** 32
  return { nTrials: nTrials - tried.length, sampler: new TPESampler({ seed: next }) }
}

/** `n` numbers from `low` to `high` at equal distances, both ends included, in the arithmetic of numpy's `linspace`. */
export function linspace(low: number, high: number, n: number): number[] {
  const step = (high - low) / (n - 1)
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? high : i * step + low))
}
