import type { Data } from "../data/data.ts"
import { LeavePOut } from "./leave-p-out.ts"
import type { Split, Splitter } from "./splitter.ts"

/** Tests each row by itself (scikit-learn 1.9, `LeaveOneOut`). */
export class LeaveOneOut implements Splitter {
  readonly #leavePOut = new LeavePOut({ p: 1 })

  /** @throws INVALID_DATA without `X` */
  getNSplits(X?: Data): number {
    return this.#leavePOut.getNSplits(X)
  }

  /** @throws INVALID_DATA for fewer than 2 rows */
  split(X: Data): IterableIterator<Split> {
    return this.#leavePOut.split(X)
  }
}
