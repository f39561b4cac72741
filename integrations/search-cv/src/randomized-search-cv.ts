import type { Data, Estimator, Label, ParamDistributions, RandomStateOption } from "@parzen/model-selection"
import { ParameterSampler } from "@parzen/model-selection"
import { BaseSearchCV } from "./base-search-cv.ts"
import type { SearchOptions } from "./search-options.ts"
import type { SearchSession } from "./search-session.ts"

/** Options of {@link RandomizedSearchCV}. */
export interface RandomizedSearchOptions<X extends Data = Data, Y = Label> extends SearchOptions<X, Y> {
  /** How many candidates to draw; by default 10. */
  readonly nIter?: number | undefined
  /** A seed: the same candidates each time. Or a generator: it goes on where it stands. Without it candidates differ each time. */
  readonly randomState?: RandomStateOption
}

/** Tries random combinations, drawn from lists and distributions (scikit-learn 1.9, `RandomizedSearchCV`). */
export class RandomizedSearchCV<X extends Data = Data, Y = Label> extends BaseSearchCV<X, Y, undefined> {
  readonly #distributions: ParamDistributions | readonly ParamDistributions[]
  readonly #given: RandomizedSearchOptions<X, Y>

  /** @throws INVALID_ARGUMENT for a wrong option, and for a parameter that is neither a list of values nor a distribution; INVALID_SEED */
  constructor(
    estimator: Estimator<X, Y>,
    paramDistributions: ParamDistributions | readonly ParamDistributions[],
    options: RandomizedSearchOptions<X, Y> = {},
  ) {
    super(estimator, options)
    this.#distributions = paramDistributions
    this.#given = options
    this.#sampler()
  }

  override withParams(params: Readonly<Record<string, unknown>>): RandomizedSearchCV<X, Y> {
    const Search = this.constructor as typeof RandomizedSearchCV
    return new Search(this.estimator.withParams(params), this.#distributions, this.#given)
  }

  protected override async search(session: SearchSession<X, Y>): Promise<undefined> {
    const sampler = this.#sampler()
    await session.openProgress(sampler.length * session.nSplits)
    await session.evaluate(Array.from(sampler))
  }

  #sampler(): ParameterSampler {
    const { nIter = 10, randomState } = this.#given
    return new ParameterSampler(this.#distributions, { nIter, randomState })
  }
}
