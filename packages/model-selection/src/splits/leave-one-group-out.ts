import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import { LeavePGroupsOut } from "./leave-p-groups-out.ts"
import type { Split, Splitter } from "./splitter.ts"

/** Tests each group by itself (scikit-learn 1.9, `LeaveOneGroupOut`). */
export class LeaveOneGroupOut implements Splitter {
  readonly #leavePGroupsOut = new LeavePGroupsOut({ nGroups: 1 })

  /** @throws INVALID_DATA without `groups` */
  getNSplits(X?: Data, y?: ArrayLike<Label>, groups?: ArrayLike<Label>): number {
    return this.#leavePGroupsOut.getNSplits(X, y, groups)
  }

  /** @throws INVALID_DATA without `groups`, and for fewer than 2 */
  split(X: Data, y?: ArrayLike<Label>, groups?: ArrayLike<Label>): IterableIterator<Split> {
    return this.#leavePGroupsOut.split(X, y, groups)
  }
}
