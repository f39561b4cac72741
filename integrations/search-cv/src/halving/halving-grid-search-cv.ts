import type { Data, Estimator, Label, ParamGrid } from "@parzen/model-selection"
import { ParameterGrid } from "@parzen/model-selection"
import type { Candidate } from "../candidate.ts"
import { BaseHalvingSearchCV } from "./base-halving-search-cv.ts"
import type { HalvingOptions } from "./halving-options.ts"

/** Tries every combination of a grid on few resources, the best of them on more (scikit-learn 1.9, `HalvingGridSearchCV`). */
export class HalvingGridSearchCV<X extends Data = Data, Y = Label> extends BaseHalvingSearchCV<X, Y> {
  readonly #paramGrid: ParamGrid | readonly ParamGrid[]
  readonly #grid: ParameterGrid
  readonly #given: HalvingOptions<X, Y>

  /** @throws INVALID_ARGUMENT for a wrong option, and unless each parameter has a list of one value or more; INVALID_SEED */
  constructor(
    estimator: Estimator<X, Y>,
    paramGrid: ParamGrid | readonly ParamGrid[],
    options: HalvingOptions<X, Y> = {},
  ) {
    super(estimator, options, "exhaust")
    this.#paramGrid = paramGrid
    this.#given = options
    this.#grid = new ParameterGrid(paramGrid)
  }

  override withParams(params: Readonly<Record<string, unknown>>): HalvingGridSearchCV<X, Y> {
    const Search = this.constructor as typeof HalvingGridSearchCV
    return new Search(this.estimator.withParams(params), this.#paramGrid, this.#given)
  }

  protected override candidates(): Candidate[] {
    return Array.from(this.#grid)
  }
}
