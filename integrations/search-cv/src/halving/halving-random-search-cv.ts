import { ParzenError } from "@parzen/core"
import type { Data, Estimator, Label, ParamDistributions } from "@parzen/model-selection"
import { ParameterSampler } from "@parzen/model-selection"
import type { Candidate } from "../candidate.ts"
import { check, isWhole } from "../search-options.ts"
import { BaseHalvingSearchCV } from "./base-halving-search-cv.ts"
import type { HalvingOptions } from "./halving-options.ts"
import type { Resources } from "./halving-schedule.ts"

/** Options of {@link HalvingRandomSearchCV}. */
export interface HalvingRandomOptions<X extends Data = Data, Y = Label> extends HalvingOptions<X, Y> {
  /** How many candidates to begin with; by default `"exhaust"`, as many as the last iteration's resources allow. */
  readonly nCandidates?: number | "exhaust" | undefined
}

/** Tries random combinations on few resources, the best of them on more (scikit-learn 1.9, `HalvingRandomSearchCV`). */
export class HalvingRandomSearchCV<X extends Data = Data, Y = Label> extends BaseHalvingSearchCV<X, Y> {
  readonly #distributions: ParamDistributions | readonly ParamDistributions[]
  readonly #given: HalvingRandomOptions<X, Y>

  /** @throws INVALID_ARGUMENT for a wrong option, and for a parameter that is neither a list of values nor a distribution; INVALID_SEED */
  constructor(
    estimator: Estimator<X, Y>,
    paramDistributions: ParamDistributions | readonly ParamDistributions[],
    options: HalvingRandomOptions<X, Y> = {},
  ) {
    super(estimator, options, "smallest")
    const { nCandidates = "exhaust" } = options
    check(
      "nCandidates",
      nCandidates,
      nCandidates === "exhaust" || isWhole(nCandidates, 1),
      "a whole number from 1, or 'exhaust'",
    )
    if (nCandidates === "exhaust" && this.halvingOptions.minResources === "exhaust") {
      throw new ParzenError("INVALID_ARGUMENT", "nCandidates: one of it and minResources can be 'exhaust', not both")
    }
    this.#distributions = paramDistributions
    this.#given = options
    this.#sampler(1)
  }

  override withParams(params: Readonly<Record<string, unknown>>): HalvingRandomSearchCV<X, Y> {
    const Search = this.constructor as typeof HalvingRandomSearchCV
    return new Search(this.estimator.withParams(params), this.#distributions, this.#given)
  }

  protected override candidates({ min, max }: Resources): Candidate[] {
    const { nCandidates = "exhaust" } = this.#given
    return Array.from(this.#sampler(nCandidates === "exhaust" ? Math.floor(max / min) : nCandidates))
  }

  #sampler(nIter: number): ParameterSampler {
    return new ParameterSampler(this.#distributions, { nIter, randomState: this.halvingOptions.randomState })
  }
}
