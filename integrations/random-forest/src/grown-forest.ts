import { ParzenError } from "@parzen/core"
import type { Data } from "@parzen/model-selection"
import { toRows } from "@parzen/model-selection"
import { featureImportances } from "./feature-importances.ts"
import { libraryOptions } from "./library-options.ts"
import type { LibraryForest } from "./library.ts"
import { createForest } from "./library.ts"
import type { CheckedParams } from "./params.ts"
import type { Task } from "./task.ts"

/** A trained forest. Classes are numbers from 0 here. */
export class GrownForest {
  readonly featureImportances: readonly number[]
  readonly #forest: LibraryForest
  readonly #nColumns: number

  /**
   * Grows a forest on `rows`, a table of finite numbers.
   * @throws NEVER_OUT_OF_BAG with `params.oobScore`
   */
  constructor(
    task: Task,
    params: CheckedParams,
    rows: readonly (readonly number[])[],
    y: ArrayLike<number>,
    aggregate?: (values: readonly number[]) => number,
  ) {
    this.#nColumns = rows[0]?.length ?? 0
    this.#forest = createForest(task, libraryOptions(params, rows.length, this.#nColumns), aggregate)
    train(this.#forest, rows, task === "regression" ? splittable(y) : Array.from(y), params.oobScore)
    this.featureImportances = featureImportances(task, this.#forest, rows, y, this.#nColumns)
  }

  /** Unless grown without `oobScore`: for each training row what the trees say that were grown without it, and what they say together. */
  get outOfBag(): LibraryForest["oobResults"] {
    return this.#forest.oobResults
  }

  /** For each row of `X`. @throws INVALID_DATA */
  predict(X: Data): number[] {
    const rows = this.#rowsOf(X)
    return rows.length === 0 ? [] : this.#forest.predict(rows)
  }

  /** For each row of `X` what each tree says. @throws INVALID_DATA */
  predictTrees(X: Data): number[][] {
    const rows = this.#rowsOf(X)
    if (rows.length === 0) return []
    const values = this.#forest.predictionValues(rows)
    return rows.map((_, row) => values.getRow(row))
  }

  #rowsOf(X: Data): number[][] {
    const rows = toRows(X)
    const width = rows[0]?.length ?? this.#nColumns
    if (width !== this.#nColumns)
      throw new ParzenError("INVALID_DATA", `X has ${width} columns, the forest was trained on ${this.#nColumns}`)
    return rows
  }
}

/** What was grown, if it was. @throws NOT_FITTED */
export function grown<T>(fitted: T | undefined): T {
  if (fitted !== undefined) return fitted
  throw new ParzenError("NOT_FITTED", "the forest has not been trained: call fit(X, y) first")
}

function train(forest: LibraryForest, rows: readonly (readonly number[])[], y: readonly number[], oob: boolean): void {
  try {
    forest.train(rows, y)
  } catch (cause) {
    // The library fails at a tree that has no row to predict.
    if (!oob || !(cause instanceof RangeError)) throw cause
    const message = `oobScore: a tree was grown on all ${rows.length} rows, so few cannot be judged out of bag`
    throw new ParzenError("NEVER_OUT_OF_BAG", message, { cause })
  }
  const row = forest.oobResults?.findIndex(({ all }) => all.length === 0) ?? -1
  if (row < 0) return
  throw new ParzenError(
    "NEVER_OUT_OF_BAG",
    `oobScore: row ${row} is among those that each of the ${forest.estimators.length} trees was grown on; 50 trees or more leave no such row`,
  )
}

const FEW_VALUES = 10

/**
 * `y` as a regression tree of ml-cart 2.1 can split it: a first split that leaves no error at all is not taken, so where `y` has few
 * values, row i of n is raised by a billionth of their range times i/n.
 */
function splittable(y: ArrayLike<number>): number[] {
  const values = new Set(Array.from(y))
  if (values.size < 2 || values.size >= FEW_VALUES) return Array.from(y)
  const range = Math.max(...values) - Math.min(...values)
  return Array.from(y, (value, i) => value + (1e-9 * range * i) / y.length)
}
