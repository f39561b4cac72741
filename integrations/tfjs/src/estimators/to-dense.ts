import { ParzenError } from "@parzen/core"
import type { Data, DenseArray } from "@parzen/model-selection"
import { countRows, toRows } from "@parzen/model-selection"

/**
 * `X` as one row-major array: `{ data, shape }` of any rank as it is, a table of numbers as `Float32Array`.
 * @throws INVALID_DATA for no rows, and for NaN and infinities in a table
 */
export function toDense(X: Data): DenseArray {
  const n = countRows(X)
  if (n === 0) throw new ParzenError("INVALID_DATA", "X: has no rows")
  if (typeof X === "object" && "data" in X && "shape" in X && X.shape.length > 1) return X as DenseArray
  const rows = toRows(X)
  return { data: Float32Array.from(rows.flat()), shape: [n, rows[0]?.length ?? 0] }
}
