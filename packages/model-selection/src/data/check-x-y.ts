import { describe, ParzenError } from "@parzen/core"
import type { Data } from "./data.ts"
import { countRows, isArray } from "./data.ts"

/**
 * Checks that `y` has a value for each of the `n` rows of X.
 * @throws INVALID_DATA
 */
export function checkSameLength(n: number, y: ArrayLike<unknown>, name = "y"): void {
  checkList(y, name)
  if (y.length !== n) throw new ParzenError("INVALID_DATA", `X has ${n} rows and ${name} has ${y.length}`)
}

/** @throws INVALID_DATA for what is no array, nor like one: nothing at all, a promise that was not awaited */
export function checkList(values: unknown, name: string): void {
  const isList = typeof values === "object" && values !== null && "length" in values
  if (!isList) throw new ParzenError("INVALID_DATA", `${name}: takes a value for each row, got ${describe(values)}`)
}

/**
 * Checks rows and targets before a model sees them; answers how many there are.
 * @throws INVALID_DATA for no rows, X and y of different length, rows of different width, and a y that is missing or NaN
 */
export function checkXY(X: Data, y: ArrayLike<unknown>): number {
  const n = countRows(X)
  if (n === 0) throw new ParzenError("INVALID_DATA", "X: has no rows")
  checkSameLength(n, y)
  if (isArray(X)) checkWidth(X)
  for (let i = 0; i < n; i++) {
    const value = y[i]
    if (value === undefined || value === null || Number.isNaN(value)) {
      throw new ParzenError("INVALID_DATA", `y: row ${i} is ${String(value)}`)
    }
  }
  return n
}

function checkWidth(X: readonly unknown[]): void {
  const width = lengthOf(X[0])
  for (const [i, row] of X.entries()) {
    const other = lengthOf(row)
    if (other === width) continue
    throw new ParzenError("INVALID_DATA", `X: row ${i} has ${other ?? "no"} columns, row 0 has ${width ?? "none"}`)
  }
}

function lengthOf(row: unknown): number | undefined {
  return Array.isArray(row) || ArrayBuffer.isView(row) ? (row as unknown as ArrayLike<unknown>).length : undefined
}
