import type {
  Distribution,
  FinishedState,
  FrozenTrial,
  Params,
  ParamValue,
  Sampler,
  SearchSpace,
  StudyView,
  TakeNumber,
  TrialHistory,
  TrialView,
} from "@parzen/core"

/** Draws by another sampler, which sees the trials of one step alone, as if there were no others. */
export class StepSampler implements Sampler {
  readonly #base: Sampler
  readonly #key: string
  readonly #step: string
  readonly #views = new WeakMap<StudyView, StepView>()

  /** A trial is of the step if its system attribute `key` is `step`. */
  constructor(base: Sampler, key: string, step: string) {
    this.#base = base
    this.#key = key
    this.#step = step
  }

  beforeTrial(study: StudyView, trial: TrialView): void {
    trial.setSystemAttr(this.#key, this.#step)
    this.#base.beforeTrial?.(this.#viewOf(study), trial)
  }

  async reserve(study: StudyView, trial: TrialView, space: SearchSpace, take: TakeNumber): Promise<void> {
    await this.#base.reserve?.(this.#viewOf(study), trial, space, take)
  }

  inferRelativeSearchSpace(study: StudyView, trial: TrialView): SearchSpace {
    return this.#base.inferRelativeSearchSpace?.(this.#viewOf(study), trial) ?? new Map()
  }

  sampleRelative(study: StudyView, trial: TrialView, space: SearchSpace): Params {
    return this.#base.sampleRelative?.(this.#viewOf(study), trial, space) ?? {}
  }

  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    return this.#base.sampleIndependent(this.#viewOf(study), trial, name, distribution)
  }

  afterTrial(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void {
    this.#base.afterTrial?.(this.#viewOf(study), trial, state, values)
  }

  #viewOf(study: StudyView): StudyView {
    let view = this.#views.get(study)
    if (view === undefined)
      this.#views.set(study, (view = new StepView(study, ({ systemAttrs }) => systemAttrs[this.#key] === this.#step)))
    return view
  }
}

/** A study whose history is that of one step. */
class StepView implements StudyView, TrialHistory {
  readonly #study: StudyView
  readonly #isOfStep: (trial: FrozenTrial) => boolean
  readonly #finished: FrozenTrial[] = []
  #nSeen = 0

  constructor(study: StudyView, isOfStep: (trial: FrozenTrial) => boolean) {
    this.#study = study
    this.#isOfStep = isOfStep
  }

  get studyName(): string {
    return this.#study.studyName
  }

  get directions(): StudyView["directions"] {
    return this.#study.directions
  }

  get systemAttrs(): StudyView["systemAttrs"] {
    return this.#study.systemAttrs
  }

  get history(): TrialHistory {
    return this
  }

  /** By number, so that those of other steps are among them. */
  get trials(): readonly FrozenTrial[] {
    return this.#study.history.trials
  }

  get finished(): readonly FrozenTrial[] {
    const { finished } = this.#study.history
    for (; this.#nSeen < finished.length; this.#nSeen++) {
      const trial = finished[this.#nSeen] as FrozenTrial
      if (this.#isOfStep(trial)) this.#finished.push(trial)
    }
    return this.#finished
  }

  get running(): ReadonlyMap<number, FrozenTrial> {
    return new Map([...this.#study.history.running].filter(([, trial]) => this.#isOfStep(trial)))
  }

  setSystemAttr(...args: Parameters<StudyView["setSystemAttr"]>): void {
    this.#study.setSystemAttr(...args)
  }

  stop(): void {
    this.#study.stop()
  }
}
