import { ParzenError } from "@parzen/core"

/** A typed array of numbers. */
export type NumericArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array

/** Numbers in one row-major array; `shape[0]` counts the rows. */
export interface DenseArray {
  readonly data: NumericArray | readonly number[]
  readonly shape: readonly number[]
}

/** `Matrix` of ml-matrix, by the four members that are used. */
export interface MatrixLike {
  readonly rows: number
  readonly columns: number
  getRow(row: number): number[]
  subMatrixRow(rows: ArrayLike<number>): MatrixLike
}

/** Rows of any other kind: a table, a tensor, file names. */
export interface RowSource {
  /** How many rows there are. */
  readonly length: number
  /** Those of `rows`, in that order. */
  take(rows: Int32Array): RowSource
}

/** What can be split by rows: an array with an item for each row, a typed array, or one of the shapes above. */
export type Data = readonly unknown[] | NumericArray | DenseArray | MatrixLike | RowSource

/**
 * How many rows `X` has.
 * @throws INVALID_DATA if `X` is none of the kinds that {@link Data} lists
 */
export function countRows(X: Data, name = "X"): number {
  if (isArray(X) || isNumericArray(X) || isRowSource(X)) return X.length
  if (isMatrix(X)) return X.rows
  if (isDense(X)) return denseRows(X, name)
  throw new ParzenError(
    "INVALID_DATA",
    `${name}: takes an array of rows, a typed array, an ml-matrix, { data, shape } or { length, take(rows) }, got ${describe(X)}`,
  )
}

/** The given rows of `X`, in that order, as data of the same kind. */
export function takeRows<X extends Data>(X: X, rows: Int32Array): X {
  return take(X, rows) as X
}

function take(X: Data, rows: Int32Array): unknown {
  if (isArray(X)) return Array.from(rows, (row) => X[row])
  if (isNumericArray(X)) return takeNumbers(X, rows, 1)
  if (isRowSource(X)) return X.take(rows)
  if (isMatrix(X)) return X.subMatrixRow(rows)
  const width = X.shape.slice(1).reduce((product, size) => product * size, 1)
  return { data: takeNumbers(X.data, rows, width), shape: [rows.length, ...X.shape.slice(1)] }
}

function takeNumbers(data: NumericArray | readonly number[], rows: Int32Array, width: number): NumericArray | number[] {
  const taken = emptyLike(data, rows.length * width)
  let at = 0
  for (const row of rows) for (let j = 0; j < width; j++) taken[at++] = data[row * width + j] as number
  return taken
}

function emptyLike(data: NumericArray | readonly number[], length: number): NumericArray | number[] {
  if (isArray(data)) return new Array<number>(length)
  return new (data.constructor as new (length: number) => NumericArray)(length)
}

function denseRows({ data, shape }: DenseArray, name: string): number {
  const size = shape.reduce((product, n) => product * n, 1)
  if (shape.length === 0 || size !== data.length) {
    throw new ParzenError("INVALID_DATA", `${name}: shape [${shape.join(", ")}] does not fit ${data.length} numbers`)
  }
  return shape[0] as number
}

export function isArray(X: unknown): X is readonly unknown[] {
  return Array.isArray(X)
}

export function isMatrix(X: Data): X is MatrixLike {
  return typeof X === "object" && X !== null && "subMatrixRow" in X && "rows" in X
}

export function isDense(X: Data): X is DenseArray {
  return typeof X === "object" && X !== null && "data" in X && "shape" in X
}

function isNumericArray(X: unknown): X is NumericArray {
  return ArrayBuffer.isView(X) && !(X instanceof DataView)
}

function isRowSource(X: Data): X is RowSource {
  return typeof X === "object" && X !== null && "take" in X && typeof X.take === "function"
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value)
  return `a ${value.constructor?.name ?? "null-prototype object"} with the keys ${Object.keys(value).slice(0, 5).join(", ")}`
}
