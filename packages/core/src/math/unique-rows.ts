/** The distinct rows of a matrix. */
export interface UniqueRows {
  /** Index of the first of each set of equal rows, the rows in lexicographic order. */
  readonly first: Int32Array
  /** For each row of the matrix, which of `first` it equals. */
  readonly inverse: Int32Array
}

/** The distinct rows of `rows`, row-major of `width` columns, as `numpy.unique(axis=0)` finds them. */
export function uniqueRows(rows: Float64Array, width: number): UniqueRows {
  const n = rows.length / width
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => compareRows(rows, width, i, j) || i - j)
  const inverse = new Int32Array(n)
  let count = 0
  for (let k = 0; k < n; k++) {
    const i = order[k] as number
    if (k === 0 || compareRows(rows, width, order[count - 1] as number, i) !== 0) order[count++] = i
    inverse[i] = count - 1
  }
  return { first: order.slice(0, count), inverse }
}

function compareRows(rows: Float64Array, width: number, i: number, j: number): number {
  for (let column = 0; column < width; column++) {
    const a = rows[i * width + column] as number
    const b = rows[j * width + column] as number
    if (a !== b) return a < b ? -1 : 1
  }
  return 0
}
