import { ParzenError } from "@parzen/core"
import type { Data } from "./data.ts"
import { countRows, isArray, isDense, isMatrix } from "./data.ts"

/**
 * The numbers of `X` as one array for each row, all of one length: for estimators that take `number[][]`. Rows that are
 * arrays already are not copied.
 * @throws INVALID_DATA for rows of different lengths, for what is no table of numbers, and for NaN and infinities
 */
export function toRows(X: Data, name = "X"): number[][] {
  const rows = tableOf(X, name)
  const width = rows[0]?.length
  for (const [i, row] of rows.entries()) {
    if (row.length !== width) {
      throw new ParzenError("INVALID_DATA", `${name}: row ${i} has ${row.length} columns, row 0 has ${width}`)
    }
    const j = row.findIndex((value) => !Number.isFinite(value))
    if (j >= 0)
      throw new ParzenError("INVALID_DATA", `${name}: row ${i}, column ${j} is ${String(row[j])}, not a finite number`)
  }
  return rows
}

function tableOf(X: Data, name: string): number[][] {
  const n = countRows(X, name)
  if (isMatrix(X)) return Array.from({ length: n }, (_, i) => X.getRow(i))
  if (isArray(X)) return X.map((row, i) => rowOf(row, i, name))
  if (isDense(X) && X.shape.length === 2) {
    const width = X.shape[1] as number
    return Array.from({ length: n }, (_, i) => Array.from(X.data.slice(i * width, (i + 1) * width)))
  }
  throw new ParzenError(
    "INVALID_DATA",
    `${name}: takes a table of numbers: number[][], an ml-matrix or { data, shape: [rows, columns] }`,
  )
}

function rowOf(row: unknown, i: number, name: string): number[] {
  if (Array.isArray(row)) return row as number[]
  if (ArrayBuffer.isView(row) && !(row instanceof DataView)) return Array.from(row as Float64Array)
  throw new ParzenError("INVALID_DATA", `${name}: row ${i} is ${String(row)}, not an array of numbers`)
}
