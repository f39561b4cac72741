import type {
  Distribution,
  FinishedState,
  Json,
  Params,
  ParamValue,
  Sampler,
  SearchSpace,
  StudyView,
  TakeNumber,
  TrialView,
} from "@parzen/core"

/** Draws as `sampler` does, and keeps with each trial that ends what `attrsOf` says of it by its number. */
export class StepSampler implements Sampler {
  readonly #sampler: Sampler
  readonly #attrsOf: (number: number) => Readonly<Record<string, Json>>

  constructor(sampler: Sampler, attrsOf: (number: number) => Readonly<Record<string, Json>>) {
    this.#sampler = sampler
    this.#attrsOf = attrsOf
  }

  beforeTrial(study: StudyView, trial: TrialView): void {
    this.#sampler.beforeTrial?.(study, trial)
  }

  async reserve(study: StudyView, trial: TrialView, space: SearchSpace, take: TakeNumber): Promise<void> {
    await this.#sampler.reserve?.(study, trial, space, take)
  }

  inferRelativeSearchSpace(study: StudyView, trial: TrialView): SearchSpace {
    return this.#sampler.inferRelativeSearchSpace?.(study, trial) ?? new Map()
  }

  sampleRelative(study: StudyView, trial: TrialView, space: SearchSpace): Params {
    return this.#sampler.sampleRelative?.(study, trial, space) ?? {}
  }

  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    return this.#sampler.sampleIndependent(study, trial, name, distribution)
  }

  afterTrial(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void {
    for (const [key, value] of Object.entries(this.#attrsOf(trial.number))) trial.setSystemAttr(key, value)
    this.#sampler.afterTrial?.(study, trial, state, values)
  }
}
