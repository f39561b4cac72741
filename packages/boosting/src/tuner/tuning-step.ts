import type { Distribution, Params, Sampler } from "@parzen/core"

/** One step of a stepwise tuner: some parameters are searched, all others stay as they are best known. */
export interface TuningStep {
  /** What its trials are known by when the tuner goes on with a study. */
  readonly name: string
  /** What is to be searched, and how often, around the best parameters known when the step begins. */
  plan(best: Readonly<Record<string, unknown>>): StepPlan
}

/** What a step searches. */
export interface StepPlan {
  readonly space: Readonly<Record<string, Distribution>>
  readonly sampler: Sampler
  /** How many trials the step has in all. */
  readonly nTrials: number
  /** What becomes of the suggested values; by default they are parameters as they are. */
  readonly toParams?: ((values: Params) => Readonly<Record<string, unknown>>) | undefined
}
