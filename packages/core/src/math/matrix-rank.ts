import { hypotenuse } from "./hypotenuse.ts"

/**
 * The rank of the (n, n) row-major matrix `a` of finite numbers: how many of its singular values are more than the largest times
 * n times the epsilon of doubles, as in `numpy.linalg.matrix_rank`. One-sided Jacobi rotations (Hestenes 1958), which find
 * small singular values as precisely as large ones.
 */
export function matrixRank(a: Float64Array, n: number): number {
  // By a power of two, so that nothing is rounded and no square overflows or underflows.
  const largest = a.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  const scale = 2 ** -Math.max(-1000, Math.min(1000, Math.round(Math.log2(largest))))
  const rows = Array.from({ length: n }, (_, i) => a.slice(i * n, i * n + n).map((x) => x * scale))
  for (let sweep = 0, rotated = true; rotated && sweep < MAX_SWEEPS; sweep++) {
    rotated = false
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        if (makeOrthogonal(rows[i] as Float64Array, rows[j] as Float64Array)) rotated = true
      }
    }
  }
  const values = rows.map((row) => Math.sqrt(dot(row, row)))
  const least = Math.max(...values) * n * Number.EPSILON
  return values.filter((value) => value > least).length
}

const MAX_SWEEPS = 60

/** Rotates two rows in their plane until they are orthogonal; answers whether they were not. */
function makeOrthogonal(x: Float64Array, y: Float64Array): boolean {
  const xx = dot(x, x)
  const yy = dot(y, y)
  const xy = dot(x, y)
  if (xy === 0 || Math.abs(xy) <= Number.EPSILON * Math.sqrt(xx * yy)) return false
  const zeta = (yy - xx) / (2 * xy)
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + hypotenuse(1, zeta))
  const cosine = 1 / hypotenuse(1, tangent)
  const sine = cosine * tangent
  for (let k = 0; k < x.length; k++) {
    const first = x[k] as number
    const second = y[k] as number
    x[k] = cosine * first - sine * second
    y[k] = sine * first + cosine * second
  }
  return true
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0
  for (let k = 0; k < x.length; k++) sum += (x[k] as number) * (y[k] as number)
  return sum
}
