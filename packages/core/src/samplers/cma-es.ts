import type { Distribution, Params, ParamValue } from "../distributions/distribution.ts"
import { ParzenError } from "../errors.ts"
import { RandomState } from "../random/random-state.ts"
import type { SearchSpace } from "../space/search-space.ts"
import type { Direction } from "../trial/direction.ts"
import type { FinishedState } from "../trial/state.ts"
import { StudyIndex } from "../trial/study-index.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import type { CmaEsSamplerOptions } from "./cma-es/options.ts"
import { checkOptions } from "./cma-es/options.ts"
import { ranked } from "./cma-es/ranked.ts"
import type { SearchDistribution } from "./cma-es/search-distribution.ts"
import { writeState } from "./cma-es/stored-state.ts"
import { StudyState } from "./cma-es/study-state.ts"
import type { UnitCube } from "./cma-es/unit-cube.ts"
import { RandomSampler } from "./random.ts"
import type { Sampler } from "./sampler.ts"

/**
 * The covariance matrix adaptation evolution strategy (Hansen 2016), separable (Ros & Hansen 2008), with margin (Hamano et al.
 * 2022), with learning rate adaptation (Nomura et al. 2023) or warm-started (Nomura et al. 2021): a normal distribution over
 * the numeric parameters that moves, generation by generation, to where trials were good. The draws are those of Optuna 5.0.0.
 *
 * For one objective. Categorical parameters, and those that some complete trials lack, are left to `independentSampler`.
 * Infinite values have their place in the order; NaN, as a pruned trial's last report, is the worst. Failed trials do not
 * count. With an empty history, or while there are fewer than `nStartupTrials`, all is left to `independentSampler`. A
 * distribution that has shrunk to a point stays there: there are no restarts.
 *
 * The distribution is kept with the trials, in system attributes `parzen:cma:...` that other workers go on from. Optuna's own
 * state, a pickle, is not read.
 */
export class CmaEsSampler implements Sampler {
  readonly #nStartupTrials: number
  readonly #warns: boolean
  readonly #prefix: string
  readonly #random: RandomState
  /** Seeded anew for each trial. */
  readonly #drawing = new RandomState(0)
  readonly #independent: Sampler
  readonly #studies: StudyIndex<StudyState>

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(options: CmaEsSamplerOptions = {}) {
    checkOptions(options)
    const { seed, x0, sigma0, popsize, sourceTrials, considerPrunedTrials = false } = options
    const variant = variantOf(options)
    this.#nStartupTrials = options.nStartupTrials ?? 1
    this.#warns = options.warnIndependentSampling ?? true
    this.#prefix = PREFIXES[variant]
    this.#random = new RandomState(seed)
    this.#independent = options.independentSampler ?? new RandomSampler({ seed })
    const start = { variant, x0, sigma0, popsize, sourceTrials, considerPrunedTrials }
    this.#studies = new StudyIndex(() => new StudyState(this.#prefix, start))
  }

  beforeTrial(study: StudyView, trial: TrialView): void {
    this.#independent.beforeTrial?.(study, trial)
  }

  inferRelativeSearchSpace(study: StudyView): SearchSpace {
    return this.#studies.of(study).infer(study)
  }

  /** @throws SINGLE_OBJECTIVE_ONLY; INVALID_ARGUMENT, SEARCH_SPACE_MISMATCH where `x0` or `sourceTrials` do not suit the space */
  sampleRelative(study: StudyView, trial: TrialView, space: SearchSpace): Params {
    const direction = onlyDirection(study)
    const state = this.#studies.of(study)
    if (space.size === 0 || state.generations.size < this.#nStartupTrials) return {}
    const cube = state.cube(space)
    const present = state.generations.distribution ?? this.#start(state, cube, direction)
    if (present.dim !== cube.dim) {
      const what = `${cube.dim} parameters are common to all trials now, ${present.dim} were before`
      this.#warnIndependent(state, `${what}: all are drawn independently, since CMA-ES cannot follow`)
      return {}
    }
    const distribution = this.#advance(state, present, cube, direction, trial)
    this.#drawing.reseed(this.#random.randint(1, 2 ** 16) + trial.number)
    const { x, raw } = distribution.ask(this.#drawing)
    trial.setSystemAttr(`${this.#prefix}generation`, distribution.generation)
    if (distribution.kind === "margin") trial.setSystemAttr(`${this.#prefix}x_for_tell`, [...raw])
    return cube.toParams(x)
  }

  /** @throws SINGLE_OBJECTIVE_ONLY */
  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    onlyDirection(study)
    const state = this.#studies.of(study)
    if (state.generations.size >= this.#nStartupTrials) {
      const why =
        distribution.kind === "categorical" ? "it is categorical" : "not all complete trials have it in this range"
      this.#warnIndependent(state, `'${name}' of trial ${trial.number} is drawn independently, not by CMA-ES: ${why}`)
    }
    return this.#independent.sampleIndependent(study, trial, name, distribution)
  }

  afterTrial(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void {
    for (const _ in trial.constraints) {
      this.#studies.of(study).warnOnce("constraints", "CmaEsSampler does not take the constraints into account")
      break
    }
    this.#independent.afterTrial?.(study, trial, state, values)
  }

  /** Like Optuna, which draws a seed for the optimizer and then does without. */
  #start(state: StudyState, cube: UnitCube, direction: Direction): SearchDistribution {
    const start = state.start(cube, direction)
    if (this.#prefix === PREFIXES.separable && cube.dim === 1) {
      state.warnOnce(
        "separable",
        "CmaEsSampler: with one parameter there is nothing to separate, useSeparableCma is ignored",
      )
    }
    this.#random.randint(1, 2 ** 31 - 2)
    return start
  }

  /** The next generation, kept with the trial, if enough trials of the present one have ended. */
  #advance(
    state: StudyState,
    present: SearchDistribution,
    cube: UnitCube,
    direction: Direction,
    trial: TrialView,
  ): SearchDistribution {
    const { popsize, generation, kind } = present
    if (state.generations.count(generation) < popsize || state.last === present) return present
    const told = state.generations.outcomes(generation).flatMap(({ trial: { params, systemAttrs }, value }) => {
      const point = kind === "margin" ? asPoint(systemAttrs[`${this.#prefix}x_for_tell`], cube) : cube.toPoint(params)
      return point === undefined ? [] : [{ point, value }]
    })
    if (told.length < popsize) return present
    const next = present.tell(ranked(told.slice(0, popsize), direction).map(({ point }) => point))
    const numbers = next.numbers()
    if (!numbers.every(Number.isFinite)) {
      state.last = present
      state.warnOnce(
        "last",
        "CmaEsSampler: the distribution has shrunk to a point or has no bounds any more, and stays as it is",
      )
      return present
    }
    writeState(trial, this.#prefix, next, numbers)
    state.generations.remember(trial.number, next)
    return next
  }

  #warnIndependent(state: StudyState, message: string): void {
    if (this.#warns) state.warnOnce("independent", `CmaEsSampler: ${message}. There will be no further warning`)
  }
}

/** Those of other variants are no use to one, and left alone. */
const PREFIXES = {
  full: "parzen:cma:",
  learningRate: "parzen:cma:",
  separable: "parzen:cma:sep:",
  margin: "parzen:cma:margin:",
} as const

function variantOf({ useSeparableCma, withMargin, lrAdapt }: CmaEsSamplerOptions): SearchDistribution["kind"] {
  return useSeparableCma ? "separable" : withMargin ? "margin" : lrAdapt ? "learningRate" : "full"
}

function onlyDirection({ directions }: StudyView): Direction {
  const [direction] = directions
  if (direction !== undefined && directions.length === 1) return direction
  throw new ParzenError("SINGLE_OBJECTIVE_ONLY", `CmaEsSampler takes one objective, the study has ${directions.length}`)
}

/** What was kept of a draw, or `undefined` where that is none over the cube. */
function asPoint(kept: unknown, { dim }: UnitCube): Float64Array | undefined {
  return Array.isArray(kept) && kept.length === dim && kept.every(Number.isFinite) ? Float64Array.from(kept) : undefined
}
