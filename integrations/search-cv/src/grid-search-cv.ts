import type { Data, Estimator, Label, ParamGrid } from "@parzen/model-selection"
import { ParameterGrid } from "@parzen/model-selection"
import { BaseSearchCV } from "./base-search-cv.ts"
import type { SearchOptions } from "./search-options.ts"
import type { SearchSession } from "./search-session.ts"

/** Tries every combination of the values of a grid, or of several grids (scikit-learn 1.9, `GridSearchCV`). */
export class GridSearchCV<X extends Data = Data, Y = Label> extends BaseSearchCV<X, Y, undefined> {
  readonly #paramGrid: ParamGrid | readonly ParamGrid[]
  readonly #grid: ParameterGrid
  readonly #given: SearchOptions<X, Y>

  /** @throws INVALID_ARGUMENT for a wrong option, and unless each parameter has a list of one value or more */
  constructor(
    estimator: Estimator<X, Y>,
    paramGrid: ParamGrid | readonly ParamGrid[],
    options: SearchOptions<X, Y> = {},
  ) {
    super(estimator, options)
    this.#paramGrid = paramGrid
    this.#given = options
    this.#grid = new ParameterGrid(paramGrid)
  }

  override withParams(params: Readonly<Record<string, unknown>>): GridSearchCV<X, Y> {
    const Search = this.constructor as typeof GridSearchCV
    return new Search(this.estimator.withParams(params), this.#paramGrid, this.#given)
  }

  protected override async search(session: SearchSession<X, Y>): Promise<undefined> {
    await session.openProgress(this.#grid.length * session.nSplits)
    await session.evaluate(Array.from(this.#grid))
  }
}
