import { ParzenError, warn } from "@parzen/core"
import { checkSameLength } from "../data/check-x-y.ts"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import { encodeClasses } from "../data/labels.ts"
import type { CheckedKFoldOptions, KFoldOptions } from "./k-fold.ts"
import { checkKFoldOptions } from "./k-fold.ts"
import { checkRandomState } from "./random-state.ts"
import type { Split, Splitter } from "./splitter.ts"
import { checkEnoughRows, splitByFold } from "./splitter.ts"

/** Folds in each of which the classes have nearly their overall shares (scikit-learn 1.9, `StratifiedKFold`). */
export class StratifiedKFold implements Splitter {
  readonly #options: CheckedKFoldOptions

  /** @throws INVALID_ARGUMENT for fewer than 2 folds, and for a `randomState` without `shuffle` */
  constructor(options?: KFoldOptions) {
    this.#options = checkKFoldOptions(options)
  }

  getNSplits(): number {
    return this.#options.nSplits
  }

  /**
   * A class with fewer rows than there are folds is missing in some folds: said as a warning.
   * @throws INVALID_DATA if `y` is no list of classes, or if every class has fewer rows than there are folds
   */
  split(X: Data, y?: ArrayLike<Label>): IterableIterator<Split> {
    const n = countRows(X)
    if (y !== undefined) checkSameLength(n, y)
    checkEnoughRows(this.#options.nSplits, n)
    return splitByFold(assignFolds(y, this.#options), this.#options.nSplits)
  }
}

/** The fold of each row. Each class in turn, in order of first appearance, deals its rows out in blocks. */
function assignFolds(
  y: ArrayLike<Label> | undefined,
  { nSplits, shuffle, randomState }: CheckedKFoldOptions,
): Int32Array {
  const { codes, counts } = encodeClasses(y)
  checkClassSizes(counts, nSplits)
  const order = [...new Set(codes)]
  const rng = shuffle ? checkRandomState(randomState) : undefined
  const foldOf = new Int32Array(codes.length)
  let begin = 0
  for (const code of order) {
    const count = counts[code] as number
    const folds = dealtFolds(begin, count, nSplits)
    rng?.shuffle(folds)
    let next = 0
    for (let row = 0; row < codes.length; row++) if (codes[row] === code) foldOf[row] = folds[next++] as number
    begin += count
  }
  return foldOf
}

/**
 * The folds of one class, ascending: were all rows sorted by class and dealt out in turn, those at places `begin` to
 * `begin + count - 1` would get these.
 */
function dealtFolds(begin: number, count: number, nSplits: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => (begin + i) % nSplits).sort()
}

/** @throws INVALID_DATA if every class has fewer rows than there are folds; warns if one has */
export function checkClassSizes(counts: Int32Array, nSplits: number): void {
  if (Math.max(...counts) < nSplits) {
    throw new ParzenError(
      "INVALID_DATA",
      `nSplits: ${nSplits} folds are more than the rows of any class, the largest has ${Math.max(...counts)}`,
    )
  }
  const least = Math.min(...counts)
  if (least < nSplits)
    warn(
      `y: the smallest class has ${least} row${least === 1 ? "" : "s"} and will be missing in some of the ${nSplits} folds`,
    )
}
