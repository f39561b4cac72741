import { ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import { combinations, countCombinations } from "./combinations.ts"
import { encodeGroups, givenGroups } from "./groups.ts"
import type { Split, Splitter } from "./splitter.ts"
import { checkWhole, without } from "./splitter.ts"

/** Tests every choice of `nGroups` groups (scikit-learn 1.9, `LeavePGroupsOut`). */
export class LeavePGroupsOut implements Splitter {
  readonly #nGroups: number

  /** @throws INVALID_ARGUMENT */
  constructor(options: { readonly nGroups: number }) {
    const { nGroups } = options ?? {}
    this.#nGroups = checkWhole("nGroups", nGroups, 1)
  }

  /** @throws INVALID_DATA without `groups` */
  getNSplits(_X?: Data, _y?: ArrayLike<Label>, groups?: ArrayLike<Label>): number {
    return countCombinations(givenGroups(groups).classes.length, this.#nGroups)
  }

  /** @throws INVALID_DATA without `groups`, and unless there are more than `nGroups` */
  split(X: Data, _y?: ArrayLike<Label>, groups?: ArrayLike<Label>): IterableIterator<Split> {
    const { codes, classes } = encodeGroups(X, groups)
    if (classes.length <= this.#nGroups) {
      throw new ParzenError(
        "INVALID_DATA",
        `groups: ${classes.length} groups are too few to leave ${this.#nGroups} out`,
      )
    }
    return leaveGroupsOut(codes, classes.length, this.#nGroups)
  }
}

function* leaveGroupsOut(codes: Int32Array, nAll: number, nOut: number): Generator<Split, void, undefined> {
  for (const groups of combinations(nAll, nOut)) {
    const chosen = new Set(groups)
    const test = Int32Array.from(codes.keys()).filter((row) => chosen.has(codes[row] as number))
    yield [without(codes.length, test), test]
  }
}
