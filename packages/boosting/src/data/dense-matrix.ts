import { describe, ParzenError } from "@parzen/core"
import type { DenseArray, MatrixLike } from "@parzen/model-selection"

/** A table of numbers, row after row in one array. */
export interface DenseMatrix<A extends Float32Array | Float64Array = Float32Array | Float64Array> {
  readonly data: A
  readonly rows: number
  readonly columns: number
}

/** What a {@link DenseMatrix} can be made of: rows, one array with the number of rows and columns, or a `Matrix` of ml-matrix. */
export type TableData = readonly ArrayLike<number>[] | DenseArray | DenseMatrix | MatrixLike

/**
 * `table` as one array of 32-bit floats, as XGBoost takes it. A `Float32Array` is not copied. NaN stands for a missing value.
 * @throws INVALID_DATA for no rows or columns, rows of different lengths, and what is no number
 */
export function toFloat32Matrix(table: TableData, name = "data"): DenseMatrix<Float32Array> {
  const { data, rows, columns } = readTable(table, name, (length) => new Float32Array(length))
  return { data: data instanceof Float32Array ? data : Float32Array.from(data), rows, columns }
}

/**
 * `table` as one array of 32-bit floats if that is what it holds, else of doubles, as LightGBM takes either. Neither is copied.
 * @throws INVALID_DATA for no rows or columns, rows of different lengths, and what is no number
 */
export function toFloatMatrix(table: TableData, name = "data"): DenseMatrix {
  return readTable(table, name, (length) => new Float64Array(length))
}

type Allocate = (length: number) => Float32Array | Float64Array

function readTable(table: TableData, name: string, allocate: Allocate): DenseMatrix {
  const matrix = Array.isArray(table)
    ? readRows(table as readonly unknown[], name, allocate)
    : readOther(table, name, allocate)
  if (matrix.rows > 0 && matrix.columns > 0) return matrix
  throw new ParzenError("INVALID_DATA", `${name}: needs rows and columns, got ${matrix.rows} x ${matrix.columns}`)
}

function readRows(table: readonly unknown[], name: string, allocate: Allocate): DenseMatrix {
  const columns = lengthOf(table[0]) ?? 0
  const data = allocate(table.length * columns)
  for (let i = 0; i < table.length; i++) {
    const row = table[i]
    const length = lengthOf(row)
    if (length === undefined)
      throw new ParzenError("INVALID_DATA", `${name}: takes rows of numbers, row ${i} is ${describe(row)}`)
    if (length !== columns)
      throw new ParzenError("INVALID_DATA", `${name}: row ${i} has ${length} values, row 0 has ${columns}`)
    if (row instanceof Float32Array || row instanceof Float64Array) data.set(row, i * columns)
    else copyNumbers(row as ArrayLike<unknown>, data, i * columns, (j) => `${name}: row ${i}, column ${j}`)
  }
  return { data, rows: table.length, columns }
}

function readOther(table: unknown, name: string, allocate: Allocate): DenseMatrix {
  if (isMatrixLike(table))
    return readRows(
      Array.from({ length: table.rows }, (_, row) => table.getRow(row)),
      name,
      allocate,
    )
  const { data, shape, rows = shape?.[0], columns = shape?.[1] } = (table ?? {}) as Partial<DenseMatrix & DenseArray>
  const isShaped = isCount(rows) && isCount(columns) && (shape === undefined || shape.length === 2)
  if (!isShaped || lengthOf(data) === undefined) {
    throw new ParzenError(
      "INVALID_DATA",
      `${name}: takes an array of rows, { data, rows, columns }, { data, shape: [rows, columns] } or an ml-matrix, got ${describe(table)}`,
    )
  }
  const numbers = data as ArrayLike<unknown>
  if (numbers.length !== rows * columns)
    throw new ParzenError("INVALID_DATA", `${name}: has ${numbers.length} numbers, not ${rows} x ${columns}`)
  if (numbers instanceof Float32Array || numbers instanceof Float64Array) return { data: numbers, rows, columns }
  const copy = allocate(numbers.length)
  copyNumbers(numbers, copy, 0, (at) => `${name}: row ${Math.floor(at / columns)}, column ${at % columns}`)
  return { data: copy, rows, columns }
}

/** `null` and `undefined` are missing values too, as NaN is. */
function copyNumbers(
  from: ArrayLike<unknown>,
  to: Float32Array | Float64Array,
  begin: number,
  place: (index: number) => string,
): void {
  for (let j = 0; j < from.length; j++) {
    const value = from[j]
    if (typeof value === "number") to[begin + j] = value
    else if (value === null || value === undefined) to[begin + j] = NaN
    else throw new ParzenError("INVALID_DATA", `${place(j)} is ${describe(value)}, which is no number`)
  }
}

function lengthOf(value: unknown): number | undefined {
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
  return isList ? (value as unknown as ArrayLike<unknown>).length : undefined
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isMatrixLike(table: unknown): table is MatrixLike {
  return typeof table === "object" && table !== null && "getRow" in table && "rows" in table && isCount(table.rows)
}

/** The given rows, in that order. */
export function takeMatrixRows(matrix: DenseMatrix, numbers: readonly number[]): DenseMatrix {
  const { data, columns } = matrix
  const taken = new (data.constructor as Float64ArrayConstructor)(numbers.length * columns)
  for (const [i, row] of numbers.entries()) taken.set(data.subarray(row * columns, (row + 1) * columns), i * columns)
  return { data: taken, rows: numbers.length, columns }
}
