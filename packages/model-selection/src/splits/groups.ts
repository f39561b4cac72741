import { ParzenError } from "@parzen/core"
import { checkSameLength } from "../data/check-x-y.ts"
import type { Data } from "../data/data.ts"
import { countRows } from "../data/data.ts"
import type { EncodedLabels, Label } from "../data/labels.ts"
import { encodeLabels } from "../data/labels.ts"

/**
 * Numbers the groups of the rows of `X`, ascending.
 * @throws INVALID_DATA without groups, and if there are not as many as rows
 */
export function encodeGroups(X: Data, groups: ArrayLike<Label> | undefined): EncodedLabels {
  const encoded = givenGroups(groups)
  checkSameLength(countRows(X), encoded.codes, "groups")
  return encoded
}

/** Numbers the groups, ascending. @throws INVALID_DATA without groups */
export function givenGroups(groups: ArrayLike<Label> | undefined): EncodedLabels {
  if (groups === undefined) throw new ParzenError("INVALID_DATA", "groups: the group of each row is needed")
  return encodeLabels(groups, "groups")
}

/** @throws INVALID_DATA if there are fewer groups than folds */
export function checkEnoughGroups(nSplits: number, nGroups: number): void {
  if (nSplits <= nGroups) return
  throw new ParzenError("INVALID_DATA", `nSplits: ${nSplits} folds need as many groups or more, got ${nGroups}`)
}
