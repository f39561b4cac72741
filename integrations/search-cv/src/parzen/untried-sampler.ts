import type {
  Distribution,
  FrozenTrial,
  FinishedState,
  Params,
  ParamValue,
  Sampler,
  SearchSpace,
  StudyView,
  TakeNumber,
  TrialView,
} from "@parzen/core"
import { RandomState } from "@parzen/core"
import { FOLDS } from "./fold-record.ts"
import type { CandidateSpace } from "./candidate-space.ts"

const REDRAWS = 2
const N_BEST = 5
const NO_SPACE: SearchSpace = new Map()

/**
 * Draws what another sampler draws, but no candidate of a finite space twice: one that has been tried, or is being tried, is drawn
 * again, and after three draws in vain an untried neighbour of one of the best is taken. Until the first repetition the draws are the other sampler's own.
 */
export class UntriedSampler implements Sampler {
  readonly #inner: Sampler
  readonly #space: CandidateSpace
  readonly #random: RandomState
  readonly #tried = new Set<string>()
  /** The complete trials with the largest values, best first. */
  #best: FrozenTrial[] = []
  #nRead = 0

  /** `size` of `space` is finite. */
  constructor(inner: Sampler, space: CandidateSpace, seed: number | undefined) {
    this.#inner = inner
    this.#space = space
    this.#random = new RandomState(seed)
  }

  beforeTrial(study: StudyView, trial: TrialView): void {
    this.#inner.beforeTrial?.(study, trial)
  }

  /** With the space that the other sampler draws together, not with all parameters. */
  async reserve(study: StudyView, trial: TrialView, _space: SearchSpace, take: TakeNumber): Promise<void> {
    const space = this.#inner.inferRelativeSearchSpace?.(study, trial) ?? NO_SPACE
    await this.#inner.reserve?.(study, trial, space, take)
  }

  afterTrial(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void {
    this.#inner.afterTrial?.(study, trial, state, values)
  }

  inferRelativeSearchSpace(): SearchSpace {
    return this.#space.distributions
  }

  sampleRelative(study: StudyView, trial: TrialView): Params {
    const taken = this.#taken(study, trial)
    for (let draw = 0; draw <= REDRAWS; draw++) {
      const params = this.#draw(study, trial)
      if (!taken.has(this.#space.keyOf(params))) return params
    }
    return this.#untried(taken)
  }

  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    return this.#inner.sampleIndependent(study, trial, name, distribution)
  }

  #draw(study: StudyView, trial: TrialView): Params {
    const space = this.#inner.inferRelativeSearchSpace?.(study, trial)
    const relative =
      space === undefined || space.size === 0 ? {} : (this.#inner.sampleRelative?.(study, trial, space) ?? {})
    const drawn = new DrawnTrial(trial)
    return this.#space.draw((name, distribution) => {
      const value = drawnOr(relative, name, distribution, () =>
        this.#inner.sampleIndependent(study, drawn.view, name, distribution),
      )
      drawn.add(name, distribution, value)
      return value
    })
  }

  /** An untried neighbour of one of the best candidates, else any that is untried. */
  #untried(taken: { has(key: string): boolean }): Params {
    for (const { params } of this.#best) {
      const near = this.#space.neighbours(params).filter((other) => !taken.has(this.#space.keyOf(other)))
      if (near.length > 0) return near[this.#random.randint(near.length)] as Params
    }
    const size = this.#space.size
    const start = this.#random.randint(Math.min(size, 2 ** 32))
    for (let i = 0; i < size; i++) {
      const params = this.#space.at((start + i) % size)
      if (!taken.has(this.#space.keyOf(params))) return params
    }
    return this.#space.at(start)
  }

  /** The candidates of the finished trials that were evaluated, and of the others that run. */
  #taken({ history }: StudyView, own: TrialView): { has(key: string): boolean } {
    for (; this.#nRead < history.finished.length; this.#nRead++) {
      const trial = history.finished[this.#nRead] as FrozenTrial
      if (trial.state !== "fail" || FOLDS in trial.userAttrs) this.#tried.add(this.#space.keyOf(trial.params))
      if (trial.state === "complete") this.#best = [...this.#best, trial].sort(byValue).slice(0, N_BEST)
    }
    const running = new Set<string>()
    for (const other of history.running.values()) {
      if (other.number !== own.number) running.add(this.#space.keyOf(other.params))
    }
    return { has: (key) => this.#tried.has(key) || running.has(key) }
  }
}

/** A trial as it will be, with the parameters that have been drawn for it. */
class DrawnTrial {
  readonly view: TrialView
  readonly #params: Params
  readonly #distributions: Record<string, Distribution>

  constructor(trial: TrialView) {
    this.#params = { ...trial.params }
    this.#distributions = { ...trial.distributions }
    this.view = Object.create(trial, {
      params: { value: this.#params },
      distributions: { value: this.#distributions },
      setSystemAttr: { value: trial.setSystemAttr.bind(trial) },
    }) as TrialView
  }

  add(name: string, distribution: Distribution, value: ParamValue): void {
    this.#params[name] = value
    this.#distributions[name] = distribution
  }
}

/** The value of `name` in `relative`, if it is there and in range, else what `draw` gives. */
function drawnOr(relative: Params, name: string, distribution: Distribution, draw: () => ParamValue): ParamValue {
  const value = Object.hasOwn(relative, name) ? relative[name] : undefined
  return value !== undefined && distribution.contains(distribution.toInternal(value)) ? value : draw()
}

function byValue(a: FrozenTrial, b: FrozenTrial): number {
  return (b.value as number) - (a.value as number)
}
