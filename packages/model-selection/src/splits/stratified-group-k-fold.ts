import { checkSameLength } from "../data/check-x-y.ts"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import { encodeClasses } from "../data/labels.ts"
import { mean } from "../mean.ts"
import { checkEnoughGroups, encodeGroups } from "./groups.ts"
import type { CheckedKFoldOptions, KFoldOptions } from "./k-fold.ts"
import { checkKFoldOptions } from "./k-fold.ts"
import { checkRandomState } from "./random-state.ts"
import type { Split, Splitter } from "./splitter.ts"
import { splitByFold } from "./splitter.ts"
import { checkClassSizes } from "./stratified-k-fold.ts"

/**
 * Folds that keep each group together, with the classes as near to their overall shares as that allows (scikit-learn 1.9,
 * `StratifiedGroupKFold`).
 */
export class StratifiedGroupKFold implements Splitter {
  readonly #options: CheckedKFoldOptions

  /** @throws INVALID_ARGUMENT for fewer than 2 folds, and for a `randomState` without `shuffle` */
  constructor(options?: KFoldOptions) {
    this.#options = checkKFoldOptions(options)
  }

  getNSplits(): number {
    return this.#options.nSplits
  }

  /** @throws INVALID_DATA without `groups` or `y`, if there are fewer groups than folds, or if every class has fewer rows than that */
  split(X: Data, y?: ArrayLike<Label>, groups?: ArrayLike<Label>): IterableIterator<Split> {
    const { nSplits, shuffle, randomState } = this.#options
    if (y !== undefined) checkSameLength(countRows(X), y)
    const { codes: classOf, counts: classCounts } = encodeClasses(y)
    const { codes: groupOf, counts: groupCounts } = encodeGroups(X, groups)
    checkClassSizes(classCounts, nSplits)
    checkEnoughGroups(nSplits, groupCounts.length)
    const order = Int32Array.from(groupCounts.keys())
    if (shuffle) checkRandomState(randomState).shuffle(order)
    const perGroup = countPairs(groupOf, classOf, groupCounts.length, classCounts.length)
    const foldOf = assignGroups(perGroup, order, classCounts, nSplits)
    return splitByFold(
      groupOf.map((group) => foldOf[group] as number),
      nSplits,
    )
  }
}

/** How many rows of each class each group has. */
function countPairs(groupOf: Int32Array, classOf: Int32Array, nGroups: number, nClasses: number): Float64Array[] {
  const counts = Array.from({ length: nGroups }, () => new Float64Array(nClasses))
  for (const [row, group] of groupOf.entries()) {
    const code = classOf[row] as number
    const ofGroup = counts[group] as Float64Array
    ofGroup[code] = (ofGroup[code] as number) + 1
  }
  return counts
}

/** The fold of each group. The groups with the most uneven classes come first, equal ones in the given order. */
function assignGroups(
  perGroup: readonly Float64Array[],
  order: Int32Array,
  classCounts: Int32Array,
  nSplits: number,
): Int32Array {
  const unevenness = perGroup.map(deviation)
  const ranked = Array.from(order).sort((a, b) => (unevenness[b] as number) - (unevenness[a] as number))
  const perFold = Array.from({ length: nSplits }, () => new Float64Array(classCounts.length))
  const foldOf = new Int32Array(perGroup.length)
  for (const group of ranked) {
    const counts = perGroup[group] as Float64Array
    const fold = bestFold(perFold, counts, classCounts)
    add(perFold[fold] as Float64Array, counts, 1)
    foldOf[group] = fold
  }
  return foldOf
}

/** The fold in which `counts` leave the classes most evenly spread over the folds; of nearly equal ones that with fewer rows. */
function bestFold(perFold: readonly Float64Array[], counts: Float64Array, classCounts: Int32Array): number {
  let best = 0
  let bestSpread = Infinity
  let bestSize = Infinity
  for (const [fold, ofFold] of perFold.entries()) {
    add(ofFold, counts, 1)
    const spread = mean(
      Array.from(classCounts, (total, code) => deviation(perFold.map((other) => (other[code] as number) / total))),
    )
    add(ofFold, counts, -1)
    const size = ofFold.reduce((sum, count) => sum + count, 0)
    if (spread < bestSpread || (isClose(spread, bestSpread) && size < bestSize)) {
      best = fold
      bestSpread = spread
      bestSize = size
    }
  }
  return best
}

function add(to: Float64Array, counts: Float64Array, sign: 1 | -1): void {
  for (const [code, count] of counts.entries()) to[code] = (to[code] as number) + sign * count
}

/** Of all values, not of a sample. */
function deviation(values: ArrayLike<number>): number {
  const center = mean(values)
  return Math.sqrt(mean(Array.from(values, (value) => (value - center) * (value - center))))
}

// numpy's isclose; all but the first of the folds are compared with a finite spread.
function isClose(a: number, b: number): boolean {
  return b < Infinity && Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b)
}
