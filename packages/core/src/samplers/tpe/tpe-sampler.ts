import type { Distribution, Params, ParamValue } from "../../distributions/distribution.ts"
import { describe, ParzenError } from "../../errors.ts"
import { UniformState } from "../../random/uniform-state.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import { EMPTY_SPACE } from "../../space/search-space.ts"
import type { StudyView, TrialView } from "../../trial/study-view.ts"
import { RandomSampler } from "../random.ts"
import type { Sampler } from "../sampler.ts"
import { isModelled } from "./axes.ts"
import type { DensityPair } from "./density-pair.ts"
import { writeRelativeParams } from "./relative-params.ts"
import { StudyState } from "./study-state.ts"

/** Options of {@link TPESampler}. */
export interface TPESamplerOptions {
  /** How many trials must be complete or pruned before the densities are used; until then draws are uniform. By default 10. */
  readonly nStartupTrials?: number | undefined
  /** How many candidates are drawn for one suggestion. By default 24. */
  readonly nEiCandidates?: number | undefined
  /** A whole number from 0 to 2^32 - 1 that fixes what is drawn; by default different each time. */
  readonly seed?: number | undefined
  /** Whether parameters are drawn together rather than one by one. By default with one objective, not with several. */
  readonly multivariate?: boolean | undefined
  /**
   * Whether parameters that some trials lack are drawn together with those that always occur with them, rather than alone. Needs
   * `multivariate`. By default not.
   */
  readonly group?: boolean | undefined
  /** Whether running trials count as bad ones, so that others keep away from them. By default so. */
  readonly constantLiar?: boolean | undefined
}

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011; Watanabe 2023; with several objectives Ozaki et al. 2022): draws
 * from a density of the good trials what is most probable under it and least under a density of the others. The draws are those
 * of Optuna 5.0.0.
 *
 * Infinite values have their place in the order; a trial that reported NaN last before it was pruned comes after all others of
 * its step. Failed trials do not count. With an empty history, or while there are fewer than `nStartupTrials`, draws are uniform.
 */
export class TPESampler implements Sampler {
  readonly #nStartupTrials: number
  readonly #nEiCandidates: number
  readonly #multivariate: boolean | undefined
  readonly #group: boolean
  readonly #constantLiar: boolean
  readonly #random: UniformState
  readonly #startup: RandomSampler
  readonly #studies = new WeakMap<StudyView, StudyState>()

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(options: TPESamplerOptions = {}) {
    const { nStartupTrials = 10, nEiCandidates = 24, seed, multivariate, group = false, constantLiar = true } = options
    checkCount("nStartupTrials", nStartupTrials, 0)
    checkCount("nEiCandidates", nEiCandidates, 1)
    if (multivariate !== undefined) checkFlag("multivariate", multivariate)
    checkFlag("group", group)
    checkFlag("constantLiar", constantLiar)
    if (group && multivariate === false) {
      throw new ParzenError("INVALID_ARGUMENT", "group: true needs multivariate, which is false")
    }
    this.#nStartupTrials = nStartupTrials
    this.#nEiCandidates = nEiCandidates
    this.#multivariate = multivariate
    this.#group = group
    this.#constantLiar = constantLiar
    this.#random = new UniformState(seed)
    this.#startup = new RandomSampler({ seed })
  }

  inferRelativeSearchSpace(study: StudyView): SearchSpace {
    const state = this.#state(study)
    return state.isMultivariate ? state.infer(study) : EMPTY_SPACE
  }

  sampleRelative(study: StudyView, trial: TrialView, space: SearchSpace): Params {
    const state = this.#state(study)
    const { history } = study
    state.split.update(history)
    const params: Params = {}
    if (space.size === 0 || state.split.size < this.#nStartupTrials) return params
    for (const pair of state.relativePairs(space)) Object.assign(params, this.#suggest(state, pair, study, trial))
    if (this.#constantLiar) writeRelativeParams(trial, params)
    return params
  }

  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    const state = this.#state(study)
    state.split.update(study.history)
    if (state.split.size < this.#nStartupTrials || !isModelled(distribution)) {
      return this.#startup.sampleIndependent(study, trial, name, distribution)
    }
    return this.#suggest(state, state.independentPair(name, distribution), study, trial)[name] as ParamValue
  }

  #suggest({ split }: StudyState, pair: DensityPair, { history }: StudyView, { number }: TrialView): Params {
    pair.update(history, split)
    if (this.#constantLiar) pair.updateRunning(history, number)
    return pair.suggest(this.#random)
  }

  #state(study: StudyView): StudyState {
    let state = this.#studies.get(study)
    if (state === undefined) {
      const isMulti = study.directions.length > 1
      const isMultivariate = this.#multivariate ?? (this.#group || !isMulti)
      const options = { nCandidates: this.#nEiCandidates, isMulti, isMultivariate }
      this.#studies.set(study, (state = new StudyState(study, options, this.#group)))
    }
    return state
  }
}

function checkCount(name: string, value: unknown, least: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `${name} must be a whole number of at least ${least}, got ${describe(value)}`,
  )
}

function checkFlag(name: string, value: unknown): void {
  if (typeof value === "boolean") return
  throw new ParzenError("INVALID_ARGUMENT", `${name} must be true or false, got ${describe(value)}`)
}
