/** A symmetric matrix as Q T Q^T, T tridiagonal. */
export interface Tridiagonal {
  /** T's diagonal. */
  readonly diagonal: Float64Array
  /** T's subdiagonal; the last number is 0. */
  readonly below: Float64Array
  /** The columns of the orthogonal Q as rows: `(n, n)`, row-major. */
  readonly basis: Float64Array
}

/**
 * Householder's reduction (Golub & Van Loan 2013, 8.3.1) of the symmetric `(n, n)` matrix `a`, of which the lower triangle is
 * read. From the first column on, with the signs of LAPACK's dsytrd; a column that needs no reflection is left as it is, so
 * that a diagonal matrix keeps the unit vectors. O(n^3).
 */
export function tridiagonal(a: Float64Array, n: number): Tridiagonal {
  const work = a.slice()
  const below = new Float64Array(n)
  const scales = new Float64Array(n)
  const scratch = { v: new Float64Array(n), w: new Float64Array(n) }
  for (let k = 0; k < n - 1; k++) {
    scales[k] = reflectColumn(work, n, k, below)
    if (scales[k] !== 0) transformRest(work, n, k, scales[k] as number, scratch)
  }
  const diagonal = new Float64Array(n)
  for (let i = 0; i < n; i++) diagonal[i] = work[i * n + i] as number
  return { diagonal, below, basis: basisOf(work, n, scales) }
}

/**
 * Puts the vector v of H = I - tau v v^T, which clears column `k` below its subdiagonal, in that column's place (v's first
 * number 1 is left out) and what H leaves on the subdiagonal into `below`. Answers tau, 0 where nothing is to be cleared.
 */
function reflectColumn(work: Float64Array, n: number, k: number, below: Float64Array): number {
  const alpha = work[(k + 1) * n + k] as number
  let largest = 0
  for (let i = k + 2; i < n; i++) largest = Math.max(largest, Math.abs(work[i * n + k] as number))
  if (largest === 0) {
    below[k] = alpha
    return 0
  }
  const unit = Math.max(largest, Math.abs(alpha)) // squares neither overflow nor vanish
  const first = alpha / unit
  let square = first * first
  for (let i = k + 2; i < n; i++) square += ((work[i * n + k] as number) / unit) ** 2
  const beta = alpha > 0 ? -Math.sqrt(square) : Math.sqrt(square)
  for (let i = k + 2; i < n; i++) work[i * n + k] = (work[i * n + k] as number) / unit / (first - beta)
  below[k] = beta * unit
  return (beta - first) / beta
}

/** H A H for the rows and columns after `k`: A - v w^T - w v^T with p = tau A v, w = p - (tau / 2) (p^T v) v. */
function transformRest(
  work: Float64Array,
  n: number,
  k: number,
  tau: number,
  { v, w }: { v: Float64Array; w: Float64Array },
): void {
  const first = k + 1
  v[first] = 1
  for (let i = first + 1; i < n; i++) v[i] = work[i * n + k] as number
  let dot = 0
  for (let i = first; i < n; i++) {
    let sum = 0
    for (let j = first; j <= i; j++) sum += (work[i * n + j] as number) * (v[j] as number)
    for (let j = i + 1; j < n; j++) sum += (work[j * n + i] as number) * (v[j] as number)
    w[i] = tau * sum
    dot += tau * sum * (v[i] as number)
  }
  const share = 0.5 * tau * dot
  for (let i = first; i < n; i++) w[i] = (w[i] as number) - share * (v[i] as number)
  for (let i = first; i < n; i++) {
    const vi = v[i] as number
    const wi = w[i] as number
    for (let j = first; j <= i; j++) {
      work[i * n + j] = (work[i * n + j] as number) - vi * (w[j] as number) - wi * (v[j] as number)
    }
  }
}

/** The product of all reflections, from the last to the first. */
function basisOf(work: Float64Array, n: number, scales: Float64Array): Float64Array {
  const basis = new Float64Array(n * n)
  for (let i = 0; i < n; i++) basis[i * n + i] = 1
  for (let k = n - 2; k >= 0; k--) {
    const tau = scales[k] as number
    if (tau === 0) continue
    for (let row = k + 1; row < n; row++) {
      let dot = basis[row * n + k + 1] as number
      for (let i = k + 2; i < n; i++) dot += (basis[row * n + i] as number) * (work[i * n + k] as number)
      dot *= tau
      basis[row * n + k + 1] = (basis[row * n + k + 1] as number) - dot
      for (let i = k + 2; i < n; i++) {
        basis[row * n + i] = (basis[row * n + i] as number) - dot * (work[i * n + k] as number)
      }
    }
  }
  return basis
}
