import { describe, isParzenError, ParzenError } from "@parzen/core"
import type { Data, Label } from "@parzen/model-selection"
import { encodeClasses, toRows } from "@parzen/model-selection"

/** The rows of `X` to train on. @throws INVALID_DATA unless it is a table of finite numbers with a row for each of `y` */
export function checkRows(X: Data, y: ArrayLike<unknown>): number[][] {
  const rows = toRows(X)
  if (typeof (y as ArrayLike<unknown> | undefined)?.length !== "number")
    throw new ParzenError("INVALID_DATA", `y: takes an array with a value for each row, got ${describe(y)}`)
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

/** Checks that `y` holds classes. @throws INVALID_DATA */
export function checkClasses(y: ArrayLike<Label>): void {
  try {
    encodeClasses(y)
  } catch (error) {
    const isNumeric = Array.prototype.every.call(y, (value) => Number.isFinite(value))
    if (!isParzenError(error) || !isNumeric) throw error
    throw new ParzenError("INVALID_DATA", `${error.message}; to predict numbers, give task: "regression"`, {
      cause: error,
    })
  }
}
