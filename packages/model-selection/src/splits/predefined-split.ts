import { ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import { checkList, checkSameLength } from "../data/check-x-y.ts"
import { countRows } from "../data/data.ts"
import type { Split, Splitter } from "./splitter.ts"
import { splitByFold } from "./splitter.ts"

/** Folds that are given: rows of fold -1 are never tested (scikit-learn 1.9, `PredefinedSplit`). */
export class PredefinedSplit implements Splitter {
  readonly #folds: readonly number[]
  readonly #foldOf: Int32Array

  /** @throws INVALID_ARGUMENT unless `testFold` has a whole number from -1 for each row, and one from 0 */
  constructor(options: { readonly testFold: ArrayLike<number> }) {
    const { testFold } = options ?? {}
    checkList(testFold, "testFold")
    for (const [row, fold] of Array.from(testFold).entries()) {
      if (Number.isInteger(fold) && fold >= -1) continue
      throw new ParzenError("INVALID_ARGUMENT", `testFold: takes whole numbers from -1, row ${row} is ${String(fold)}`)
    }
    this.#folds = [...new Set(Array.from(testFold))].filter((fold) => fold >= 0).sort((a, b) => a - b)
    if (this.#folds.length === 0) throw new ParzenError("INVALID_ARGUMENT", "testFold: no row has a fold from 0")
    this.#foldOf = Int32Array.from(testFold, (fold) => this.#folds.indexOf(fold))
  }

  getNSplits(): number {
    return this.#folds.length
  }

  /** @throws INVALID_DATA if there are not as many rows as in `testFold` */
  split(X: Data): IterableIterator<Split> {
    checkSameLength(countRows(X), this.#foldOf, "testFold")
    return splitByFold(this.#foldOf, this.#folds.length)
  }
}
