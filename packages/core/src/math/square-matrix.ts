/*
 * Square matrices: `(n, n)`, row-major.
 */

/** The identity. */
export function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1
  return matrix
}

/** Adds `factor` y y^T to `matrix`, y being row `row` of `rows`, which are `n` numbers long. */
export function addOuter(matrix: Float64Array, n: number, rows: Float64Array, row: number, factor: number): void {
  const start = row * n
  for (let i = 0; i < n; i++) {
    const yi = rows[start + i] as number
    for (let j = 0; j < n; j++) {
      matrix[i * n + j] = (matrix[i * n + j] as number) + factor * (yi * (rows[start + j] as number))
    }
  }
}

/** Σ values[k] v_k v_k^T, v_k being row `k` of `vectors`: of the eigenvectors and eigenvalues of a matrix, that matrix. */
export function fromEigen(values: Float64Array, vectors: Float64Array, n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let k = 0; k < n; k++) addOuter(matrix, n, vectors, k, values[k] as number)
  return matrix
}

/** `a` times the `(n, m)` matrix `b`. */
export function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const m = b.length / n
  const out = new Float64Array(b.length)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k] as number
      for (let j = 0; j < m; j++) out[i * m + j] = (out[i * m + j] as number) + factor * (b[k * m + j] as number)
    }
  }
  return out
}

/** The rows of a symmetric matrix from the diagonal on, one after the other. */
export function upperTriangle(matrix: Float64Array, n: number): Float64Array {
  const triangle = new Float64Array((n * (n + 1)) / 2)
  let end = 0
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) triangle[end++] = matrix[i * n + j] as number
  return triangle
}
