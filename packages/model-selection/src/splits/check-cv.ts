import { describe, ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import { isContinuous } from "../data/labels.ts"
import { KFold } from "./k-fold.ts"
import type { Split, Splitter } from "./splitter.ts"
import { StratifiedKFold } from "./stratified-k-fold.ts"

/** How to split: a number of folds, a splitter, or the splits themselves. */
export type CV = number | Splitter | Iterable<readonly [train: ArrayLike<number>, test: ArrayLike<number>]>

/**
 * The splitter that `cv` stands for: by default, and for a number, stratified folds if classes are to be predicted, else plain
 * ones, neither shuffled (scikit-learn 1.9, `check_cv`).
 * @throws INVALID_ARGUMENT
 */
export function checkCv(
  cv: CV = 5,
  y?: ArrayLike<unknown>,
  { classifier = false }: { readonly classifier?: boolean } = {},
): Splitter {
  if (typeof cv === "number") {
    const stratified = classifier && y !== undefined && isLabels(y) && !isContinuous(y)
    return stratified ? new StratifiedKFold({ nSplits: cv }) : new KFold({ nSplits: cv })
  }
  if (typeof cv === "object" && cv !== null && "split" in cv && typeof cv.split === "function") return cv
  if (typeof cv === "object" && cv !== null && Symbol.iterator in cv) return new GivenSplits(cv)
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `cv: takes a number of folds, a splitter or a list of [train, test], got ${describe(cv)}`,
  )
}

/** Splits that were made elsewhere. */
class GivenSplits implements Splitter {
  readonly #splits: readonly Split[]

  constructor(splits: Iterable<readonly [ArrayLike<number>, ArrayLike<number>]>) {
    this.#splits = Array.from(splits, ([train, test]) => [Int32Array.from(train), Int32Array.from(test)] as const)
    if (this.#splits.length === 0) throw new ParzenError("INVALID_ARGUMENT", "cv: takes one split or more, got none")
  }

  getNSplits(): number {
    return this.#splits.length
  }

  split(X: Data): readonly Split[] {
    const n = countRows(X)
    for (const row of this.#splits.flat().flatMap((rows) => Array.from(rows))) {
      if (row < 0 || row >= n) throw new ParzenError("INVALID_DATA", `cv: there is no row ${row}, X has ${n} rows`)
    }
    return this.#splits
  }
}

function isLabels(y: ArrayLike<unknown>): boolean {
  return ["number", "string", "boolean"].includes(typeof y[0])
}
