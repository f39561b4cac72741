import { ParzenError } from "@parzen/core"
import { checkList } from "../data/check-x-y.ts"
import type { Decisions } from "../estimator.ts"

/** Numbers of rows, row by row. */
export interface Table {
  readonly rows: number
  /** `undefined` if each row was a plain number. */
  readonly columns: number | undefined
  readonly data: Float64Array
}

/**
 * The numbers of `values`: one for each row, or several.
 * @throws INVALID_DATA for no rows, rows of different length, and what is no finite number
 */
export function toTable(values: Decisions, name: string): Table {
  const rows = values.length
  if (rows === 0) throw new ParzenError("INVALID_DATA", `${name}: a metric needs one row or more, got none`)
  if (!isRow(values[0])) return { rows, columns: undefined, data: finite(values as ArrayLike<number>, name) }
  const columns = values[0].length
  const data = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    const row: unknown = values[i]
    if (!isRow(row) || row.length !== columns) {
      throw new ParzenError(
        "INVALID_DATA",
        `${name}: row ${i} has ${isRow(row) ? row.length : "no"} columns, row 0 has ${columns}`,
      )
    }
    data.set(finite(row as ArrayLike<number>, name, i), i * columns)
  }
  return { rows, columns, data }
}

/** The numbers of column `j`. */
export function columnOf({ rows, columns = 1, data }: Table, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => data[i * columns + j] as number)
}

/** Whether a value is itself a list of values. */
export function isRow(value: unknown): value is ArrayLike<unknown> {
  return typeof value === "object" && value !== null && "length" in value
}

/** @throws INVALID_DATA unless `predictions` has as many rows as `yTrue`, one or more */
export function checkSameRows(yTrue: ArrayLike<unknown>, predictions: ArrayLike<unknown>, name: string): void {
  checkList(yTrue, "yTrue")
  checkList(predictions, name)
  if (yTrue.length === 0) throw new ParzenError("INVALID_DATA", "yTrue: a metric needs one value or more, got none")
  if (yTrue.length !== predictions.length)
    throw new ParzenError("INVALID_DATA", `yTrue has ${yTrue.length} values and ${name} has ${predictions.length}`)
}

function finite(values: ArrayLike<number>, name: string, row?: number): Float64Array {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i]) || typeof values[i] === "boolean") continue
    const place = row === undefined ? `row ${i}` : `row ${row}, column ${i}`
    throw new ParzenError("INVALID_DATA", `${name}: ${place} is ${String(values[i])}, not a finite number`)
  }
  return Float64Array.from(values)
}
