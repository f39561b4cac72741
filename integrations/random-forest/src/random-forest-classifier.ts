import { ParzenError } from "@parzen/core"
import type { Data, Estimator, Label } from "@parzen/model-selection"
import { encodeClasses, toRows } from "@parzen/model-selection"
import type { LibraryForest } from "./library.ts"
import { createClassifier } from "./library.ts"
import type { RandomForestParams } from "./params.ts"
import { checkParams, libraryOptions } from "./params.ts"

/**
 * A random forest of ml-random-forest that predicts classes, as an estimator for cross-validation and the searches. Labels are
 * numbers, strings or booleans. Training does not let go of the thread.
 */
export class RandomForestClassifier<Y extends Label = Label> implements Estimator<Data, Y> {
  readonly estimatorType = "classifier"
  readonly params: RandomForestParams
  #fitted: { readonly forest: LibraryForest; readonly classes: readonly Y[]; readonly nColumns: number } | undefined

  /** @throws INVALID_ARGUMENT for an unknown parameter, and a value out of range */
  constructor(params: RandomForestParams = {}) {
    checkParams(params)
    this.params = { ...params }
  }

  /** The classes seen by `fit`, ascending. */
  get classes(): readonly Y[] | undefined {
    return this.#fitted?.classes
  }

  /** A fresh forest in which `params` replace those of the same names, `study.bestParams` for example. @throws INVALID_ARGUMENT */
  withParams(params: RandomForestParams | Readonly<Record<string, unknown>>): RandomForestClassifier<Y> {
    return new RandomForestClassifier({ ...this.params, ...params })
  }

  /**
   * Trains on `X`, a table of finite numbers, and `y`, a label for each row.
   * @throws INVALID_DATA
   */
  fit(X: Data, y: ArrayLike<Y>): this {
    const rows = toRows(X)
    const nColumns = rows[0]?.length ?? 0
    if (nColumns === 0)
      throw new ParzenError("INVALID_DATA", `X: a forest needs rows and columns, got ${rows.length} rows of none`)
    if (rows.length !== y.length)
      throw new ParzenError("INVALID_DATA", `X has ${rows.length} rows and y has ${y.length}`)
    const { classes, codes } = encodeClasses(y)
    const forest = createClassifier(libraryOptions(checkParams(this.params), rows.length, nColumns))
    forest.train(rows, Array.from(codes))
    this.#fitted = { forest, classes, nColumns }
    return this
  }

  /** The class that most trees vote for. @throws NOT_FITTED, INVALID_DATA */
  predict(X: Data): Y[] {
    const { forest, classes, rows } = this.#ready(X)
    return rows.length === 0 ? [] : forest.predict(rows).map((code) => classes[code] as Y)
  }

  /** For each row the share of the trees that vote for each of `classes`. @throws NOT_FITTED, INVALID_DATA */
  predictProba(X: Data): number[][] {
    const { forest, classes, rows } = this.#ready(X)
    if (rows.length === 0) return []
    const votes = forest.predictionValues(rows)
    return rows.map((_, row) => {
      const codes = votes.getRow(row)
      return classes.map((_, code) => codes.filter((vote) => vote === code).length / codes.length)
    })
  }

  #ready(X: Data): { readonly forest: LibraryForest; readonly classes: readonly Y[]; readonly rows: number[][] } {
    if (this.#fitted === undefined)
      throw new ParzenError("NOT_FITTED", "the forest has not been trained: call fit(X, y) first")
    const { forest, classes, nColumns } = this.#fitted
    const rows = toRows(X)
    const width = rows[0]?.length ?? nColumns
    if (width !== nColumns)
      throw new ParzenError("INVALID_DATA", `X has ${width} columns, the forest was trained on ${nColumns}`)
    return { forest, classes, rows }
  }
}
