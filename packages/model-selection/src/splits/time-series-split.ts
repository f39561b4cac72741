import { ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import type { Split, Splitter } from "./splitter.ts"
import { checkWhole } from "./splitter.ts"

/** Options of {@link TimeSeriesSplit}. */
export interface TimeSeriesSplitOptions {
  /** How many splits; 2 or more, by default 5. */
  readonly nSplits?: number | undefined
  /** How many rows to train on at most, the latest ones; by default all. */
  readonly maxTrainSize?: number | undefined
  /** How many rows each split tests; by default all by one more than there are splits, rounded down. */
  readonly testSize?: number | undefined
  /** How many rows between training and test rows are left out; by default none. */
  readonly gap?: number | undefined
}

/** Tests rows in order of time, each time trained on those before (scikit-learn 1.9, `TimeSeriesSplit`). */
export class TimeSeriesSplit implements Splitter {
  readonly #nSplits: number
  readonly #maxTrainSize: number
  readonly #testSize: number | undefined
  readonly #gap: number

  /** @throws INVALID_ARGUMENT */
  constructor({ nSplits = 5, maxTrainSize, testSize, gap = 0 }: TimeSeriesSplitOptions = {}) {
    this.#nSplits = checkWhole("nSplits", nSplits, 2)
    this.#maxTrainSize = maxTrainSize === undefined ? Infinity : checkWhole("maxTrainSize", maxTrainSize, 1)
    this.#testSize = testSize === undefined ? undefined : checkWhole("testSize", testSize, 1)
    this.#gap = checkWhole("gap", gap, 0)
  }

  getNSplits(): number {
    return this.#nSplits
  }

  /** @throws INVALID_DATA if there are too few rows */
  split(X: Data): IterableIterator<Split> {
    const n = countRows(X)
    const testSize = this.#testSize ?? Math.floor(n / (this.#nSplits + 1))
    if (n <= this.#nSplits || n - this.#gap - testSize * this.#nSplits <= 0) {
      throw new ParzenError(
        "INVALID_DATA",
        `nSplits: ${this.#nSplits} splits that test ${testSize} rows each, after a gap of ${this.#gap}, leave no rows of ${n} to train on`,
      )
    }
    return this.#blocks(n, testSize)
  }

  *#blocks(n: number, testSize: number): Generator<Split, void, undefined> {
    for (let begin = n - this.#nSplits * testSize; begin < n; begin += testSize) {
      const end = begin - this.#gap
      yield [range(Math.max(0, end - this.#maxTrainSize), end), range(begin, begin + testSize)]
    }
  }
}

function range(begin: number, end: number): Int32Array {
  return Int32Array.from({ length: end - begin }, (_, i) => begin + i)
}
