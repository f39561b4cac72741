import { hypotenuse } from "./hypotenuse.ts"

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
  const v = columns.subarray(k * n + k, k * n + n)
  let largest = 0
  for (let i = 1; i < v.length; i++) largest = Math.max(largest, Math.abs(v[i] as number))
  if (largest === 0) return 0
  // The reflection is that of any multiple of the column: of one whose squares do not underflow.
  if (Math.max(largest, Math.abs(v[0] as number)) < TINY) {
    for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) * 2 ** 600
  }
  const alpha = v[0] as number
  const length = hypotenuse(alpha, norm(v.subarray(1)))
  const beta = alpha < 0 || Object.is(alpha, -0) ? length : -length
  const factor = 1 / (alpha - beta)
  for (let i = 1; i < v.length; i++) v[i] = (v[i] as number) * factor
  v[0] = 1
  return (beta - alpha) / beta
}

const TINY = 2 ** -500

function norm(v: Float64Array): number {
  let sum = 0
  for (let i = 0; i < v.length; i++) sum += (v[i] as number) ** 2
  return Math.sqrt(sum)
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
