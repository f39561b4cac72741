import type { RandomState } from "@parzen/core"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import { checkRandomState } from "./random-state.ts"
import type { ShuffleSplitOptions } from "./shuffle-sizes.ts"
import { checkShuffleOptions, splitSizes } from "./shuffle-sizes.ts"
import type { Split, Splitter } from "./splitter.ts"

/** Random test rows anew for each split, by default a tenth of all; rows come in the order drawn (scikit-learn 1.9, `ShuffleSplit`). */
export class ShuffleSplit implements Splitter {
  readonly #options: ReturnType<typeof checkShuffleOptions>

  /** @throws INVALID_ARGUMENT */
  constructor(options: ShuffleSplitOptions = {}) {
    this.#options = checkShuffleOptions(options, 10)
  }

  getNSplits(): number {
    return this.#options.nSplits
  }

  /** @throws INVALID_DATA if the rows are too few for the sizes */
  split(X: Data): IterableIterator<Split> {
    const n = countRows(X)
    const { nTrain, nTest } = splitSizes(n, this.#options, 0.1)
    return shuffledSplits(n, nTrain, nTest, this.#options.nSplits, checkRandomState(this.#options.randomState))
  }
}

/** Yields splits of `n` rows: of a permutation the first `nTest` are tested, the next `nTrain` trained on. */
export function* shuffledSplits(
  n: number,
  nTrain: number,
  nTest: number,
  nSplits: number,
  rng: RandomState,
): Generator<Split, void, undefined> {
  for (let i = 0; i < nSplits; i++) {
    const rows = rng.permutation(n)
    yield [rows.slice(nTest, nTest + nTrain), rows.slice(0, nTest)]
  }
}
