import { describe, ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import type { RandomStateOption } from "./random-state.ts"
import { checkRandomState } from "./random-state.ts"
import type { Split, Splitter } from "./splitter.ts"
import { checkEnoughRows, checkWhole, splitByFold } from "./splitter.ts"

/** Options of {@link KFold} and of its kin that keep classes or groups together. */
export interface KFoldOptions {
  /** How many folds; 2 or more, by default 5. */
  readonly nSplits?: number | undefined
  /** Whether to mix the rows first; by default not. */
  readonly shuffle?: boolean | undefined
  /** Seed or generator of the mixing; only with `shuffle`. */
  readonly randomState?: RandomStateOption
}

/** Options that are checked. */
export interface CheckedKFoldOptions {
  readonly nSplits: number
  readonly shuffle: boolean
  readonly randomState: RandomStateOption
}

/** Folds of consecutive rows, or with `shuffle` of random ones; each is the test set once (scikit-learn 1.9, `KFold`). */
export class KFold implements Splitter {
  readonly #options: CheckedKFoldOptions

  /** @throws INVALID_ARGUMENT for fewer than 2 folds, and for a `randomState` without `shuffle` */
  constructor(options?: KFoldOptions) {
    this.#options = checkKFoldOptions(options)
  }

  getNSplits(): number {
    return this.#options.nSplits
  }

  /** @throws INVALID_DATA if there are fewer rows than folds */
  split(X: Data): IterableIterator<Split> {
    const { nSplits, shuffle, randomState } = this.#options
    const n = countRows(X)
    checkEnoughRows(nSplits, n)
    const rows = Int32Array.from({ length: n }, (_, row) => row)
    if (shuffle) checkRandomState(randomState).shuffle(rows)
    return splitByFold(blocks(rows, nSplits), nSplits)
  }
}

/** @throws INVALID_ARGUMENT */
export function checkKFoldOptions({
  nSplits = 5,
  shuffle = false,
  randomState,
}: KFoldOptions = {}): CheckedKFoldOptions {
  checkWhole("nSplits", nSplits, 2)
  if (typeof shuffle !== "boolean") {
    throw new ParzenError("INVALID_ARGUMENT", `shuffle: takes true or false, got ${describe(shuffle)}`)
  }
  if (randomState !== undefined) {
    checkRandomState(randomState)
    if (!shuffle) throw new ParzenError("INVALID_ARGUMENT", "randomState: has no effect without shuffle: true")
  }
  return { nSplits, shuffle, randomState }
}

/** Cuts `rows` into folds as equal as can be, the first ones larger; answers the fold of each row. */
export function blocks(rows: Int32Array, nSplits: number): Int32Array {
  const foldOf = new Int32Array(rows.length)
  const size = Math.floor(rows.length / nSplits)
  const larger = rows.length % nSplits
  let at = 0
  for (let fold = 0; fold < nSplits; fold++) {
    const end = at + size + (fold < larger ? 1 : 0)
    while (at < end) foldOf[rows[at++] as number] = fold
  }
  return foldOf
}
