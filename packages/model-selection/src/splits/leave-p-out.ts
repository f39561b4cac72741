import { ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import { combinations, countCombinations } from "./combinations.ts"
import type { Split, Splitter } from "./splitter.ts"
import { checkWhole, without } from "./splitter.ts"

/** Tests every choice of `p` rows (scikit-learn 1.9, `LeavePOut`). Their number grows fast. */
export class LeavePOut implements Splitter {
  readonly #p: number

  /** @throws INVALID_ARGUMENT */
  constructor(options: { readonly p: number }) {
    const { p } = options ?? {}
    this.#p = checkWhole("p", p, 1)
  }

  /** @throws INVALID_DATA without `X` */
  getNSplits(X?: Data): number {
    if (X === undefined) throw new ParzenError("INVALID_DATA", "X: the number of splits hangs on its rows")
    return countCombinations(countRows(X), this.#p)
  }

  /** @throws INVALID_DATA unless there are more than `p` rows */
  split(X: Data): IterableIterator<Split> {
    const n = countRows(X)
    if (n <= this.#p) throw new ParzenError("INVALID_DATA", `X: ${n} rows are too few to leave ${this.#p} out`)
    return leaveOut(n, this.#p)
  }
}

function* leaveOut(n: number, p: number): Generator<Split, void, undefined> {
  for (const test of combinations(n, p)) yield [without(n, test), test]
}
