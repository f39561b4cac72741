/**
 * The orthonormal basis that Householder's QR makes of the columns `first`, e_2, ..., e_n: (n, n), one vector in each row. The
 * first is `first` normalised, the others span what is orthogonal to it. Signs are LAPACK's (`dgeqr2`, `dlarfg`): each reflection
 * takes its column to the side away from its leading entry. O(n^3).
 */
export function householderBasis(first: ArrayLike<number>): Float64Array {
  const n = first.length
  const columns = identity(n)
  columns.set(first)
  const scales = new Float64Array(n)
  for (let k = 0; k < n - 1; k++) {
    scales[k] = makeReflector(columns, k, n)
    for (let j = k + 1; j < n; j++) reflect(columns, j * n, columns, k, n, scales[k] as number)
  }
  // Q = H_1 H_2 ... H_n, applied to the unit vectors from the last reflection to the first.
  const basis = identity(n)
  for (let k = n - 2; k >= 0; k--) {
    for (let j = 0; j < n; j++) reflect(basis, j * n, columns, k, n, scales[k] as number)
  }
  return basis
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1
  return matrix
}

/** Leaves v of H = I - scale v v' in column `k` from row `k` on, with v_k = 1; answers the scale, 0 where H is the identity. */
function makeReflector(columns: Float64Array, k: number, n: number): number {
  const at = k * n + k
  const end = k * n + n
  const rest = norm(columns, at + 1, end)
  if (rest === 0) return 0
  const alpha = columns[at] as number
  const length = Math.hypot(alpha, rest)
  const beta = alpha < 0 || Object.is(alpha, -0) ? length : -length
  for (let i = at + 1; i < end; i++) columns[i] = (columns[i] as number) / (alpha - beta)
  columns[at] = 1
  return (beta - alpha) / beta
}

/** The length of a part of a vector, scaled so that no square underflows. */
function norm(values: Float64Array, start: number, end: number): number {
  let largest = 0
  for (let i = start; i < end; i++) largest = Math.max(largest, Math.abs(values[i] as number))
  if (largest === 0) return 0
  let sum = 0
  for (let i = start; i < end; i++) sum += ((values[i] as number) / largest) ** 2
  return largest * Math.sqrt(sum)
}

/** Applies the reflection of column `k` of `reflectors` to the vector of `target` at `start`. */
function reflect(
  target: Float64Array,
  start: number,
  reflectors: Float64Array,
  k: number,
  n: number,
  scale: number,
): void {
  if (scale === 0) return
  const v = k * n
  let dot = 0
  for (let i = k; i < n; i++) dot += (reflectors[v + i] as number) * (target[start + i] as number)
  dot *= scale
  for (let i = k; i < n; i++) target[start + i] = (target[start + i] as number) - dot * (reflectors[v + i] as number)
}
