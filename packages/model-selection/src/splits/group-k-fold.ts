import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import { checkEnoughGroups, encodeGroups } from "./groups.ts"
import type { CheckedKFoldOptions, KFoldOptions } from "./k-fold.ts"
import { blocks, checkKFoldOptions } from "./k-fold.ts"
import { checkRandomState } from "./random-state.ts"
import type { Split, Splitter } from "./splitter.ts"
import { splitByFold } from "./splitter.ts"

/**
 * Folds that keep each group together and are about equally large; with `shuffle` as equal as can be in groups instead
 * (scikit-learn 1.9, `GroupKFold`).
 */
export class GroupKFold implements Splitter {
  readonly #options: CheckedKFoldOptions

  /** @throws INVALID_ARGUMENT for fewer than 2 folds, and for a `randomState` without `shuffle` */
  constructor(options?: KFoldOptions) {
    this.#options = checkKFoldOptions(options)
  }

  getNSplits(): number {
    return this.#options.nSplits
  }

  /** @throws INVALID_DATA without `groups`, and if there are fewer groups than folds */
  split(X: Data, _y?: ArrayLike<Label>, groups?: ArrayLike<Label>): IterableIterator<Split> {
    const { nSplits, shuffle, randomState } = this.#options
    const { codes, counts } = encodeGroups(X, groups)
    checkEnoughGroups(nSplits, counts.length)
    const foldOf = shuffle
      ? blocks(checkRandomState(randomState).permutation(counts.length), nSplits)
      : balanced(counts, nSplits)
    return splitByFold(
      codes.map((group) => foldOf[group] as number),
      nSplits,
    )
  }
}

/** The fold of each group: the largest first (of equal ones the last), each to the fold with the fewest rows so far. */
function balanced(counts: Int32Array, nSplits: number): Int32Array {
  const foldOf = new Int32Array(counts.length)
  const sizes = new Float64Array(nSplits)
  const largestFirst = Array.from(counts.keys()).sort((a, b) => (counts[b] as number) - (counts[a] as number) || b - a)
  for (const group of largestFirst) {
    const lightest = sizes.indexOf(Math.min(...sizes))
    sizes[lightest] = (sizes[lightest] as number) + (counts[group] as number)
    foldOf[group] = lightest
  }
  return foldOf
}
