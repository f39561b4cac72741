import { ParzenError } from "@parzen/core"
import type { Data } from "@parzen/model-selection"
import { toRows } from "@parzen/model-selection"

/** The rows of `X` to train on. @throws INVALID_DATA unless it is a table of finite numbers with a row for each of `y` */
export function checkRows(X: Data, y: ArrayLike<unknown>): number[][] {
  const rows = toRows(X)
  if ((rows[0]?.length ?? 0) === 0)
    throw new ParzenError("INVALID_DATA", `X: a forest needs rows and columns, got ${rows.length} rows of none`)
  if (rows.length !== y.length) throw new ParzenError("INVALID_DATA", `X has ${rows.length} rows and y has ${y.length}`)
  return rows
}

/** Checks that `y` holds numbers to regress on. @throws INVALID_DATA */
export function checkTargets(y: ArrayLike<unknown>): void {
  for (let row = 0; row < y.length; row++) {
    if (!Number.isFinite(y[row]))
      throw new ParzenError("INVALID_DATA", `y: takes finite numbers, row ${row} is ${String(y[row])}`)
  }
}
