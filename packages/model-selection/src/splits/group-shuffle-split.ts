import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import { encodeGroups } from "./groups.ts"
import { checkRandomState } from "./random-state.ts"
import type { ShuffleSplitOptions } from "./shuffle-sizes.ts"
import { checkShuffleOptions, splitSizes } from "./shuffle-sizes.ts"
import { shuffledSplits } from "./shuffle-split.ts"
import type { Split, Splitter } from "./splitter.ts"

/**
 * Random test groups anew for each of by default 5 splits; sizes count groups, by default a fifth of them is tested. Rows are
 * ascending (scikit-learn 1.9, `GroupShuffleSplit`).
 */
export class GroupShuffleSplit implements Splitter {
  readonly #options: ReturnType<typeof checkShuffleOptions>

  /** @throws INVALID_ARGUMENT */
  constructor(options: ShuffleSplitOptions = {}) {
    this.#options = checkShuffleOptions(options, 5)
  }

  getNSplits(): number {
    return this.#options.nSplits
  }

  /** @throws INVALID_DATA without `groups`, and if they are too few for the sizes */
  split(X: Data, _y?: ArrayLike<Label>, groups?: ArrayLike<Label>): IterableIterator<Split> {
    const { codes, counts } = encodeGroups(X, groups)
    const { nTrain, nTest } = splitSizes(counts.length, this.#options, 0.2, "groups")
    const splits = shuffledSplits(
      counts.length,
      nTrain,
      nTest,
      this.#options.nSplits,
      checkRandomState(this.#options.randomState),
    )
    return rowsOfGroups(splits, codes)
  }
}

function* rowsOfGroups(splits: Iterable<Split>, codes: Int32Array): Generator<Split, void, undefined> {
  for (const [train, test] of splits) yield [rowsOf(train, codes), rowsOf(test, codes)]
}

function rowsOf(groups: Int32Array, codes: Int32Array): Int32Array {
  const chosen = new Set(groups)
  return Int32Array.from(codes.keys()).filter((row) => chosen.has(codes[row] as number))
}
