import { hypotenuse } from "./hypotenuse.ts"
import { POWERS_OF_TWO } from "./powers-of-two.ts"
import type { Tridiagonal } from "./tridiagonal.ts"
import { tridiagonal } from "./tridiagonal.ts"

/** What {@link symmetricEigen} finds. */
export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array
  /** `(n, n)`, row-major: row `i` is the unit eigenvector of `values[i]`, its first component of largest size positive. */
  readonly vectors: Float64Array
}

/** So many sweeps an eigenvalue are never needed: two or three are. */
const MAX_SWEEPS = 60
/** Ends the search where the diagonal is 0 as well. */
const TINY = 2 ** -800

/**
 * The eigenvalues and eigenvectors of the symmetric `(n, n)` matrix `a`, row-major, of which the lower triangle is read:
 * Householder tridiagonalisation, then implicit QL with Wilkinson's shift (Parlett 1998, ch. 8). Backward stable; the vectors
 * are orthogonal to rounding where values are equal too, but then their directions are not determined by `a`. Numbers that are
 * not finite give NaN. O(n^3).
 */
export function symmetricEigen(a: Float64Array, n: number): Eigen {
  let largest = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const size = Math.abs(a[i * n + j] as number)
      if (!(size < Infinity))
        return { values: new Float64Array(n).fill(NaN), vectors: new Float64Array(n * n).fill(NaN) }
      if (size > largest) largest = size
    }
  }
  // A power of two, so that no digit is lost; scaled, nothing overflows or becomes subnormal.
  const scale = POWERS_OF_TWO[1023 + Math.min(Math.max(Math.floor(Math.log2(largest)), -1022), 1023)] as number
  const reduced = tridiagonal(
    a.map((x) => x / scale),
    n,
  )
  diagonalize(reduced, n)
  sortAscending(reduced, n)
  for (let i = 0; i < n; i++) {
    reduced.diagonal[i] = (reduced.diagonal[i] as number) * scale
    orient(reduced.basis.subarray(i * n, (i + 1) * n))
  }
  return { values: reduced.diagonal, vectors: reduced.basis }
}

/** Clears the subdiagonal block by block, turning the basis along. */
function diagonalize({ diagonal, below, basis }: Tridiagonal, n: number): void {
  const isCleared = (i: number): boolean => {
    const size = Math.abs(below[i] as number)
    const d = Math.sqrt(Math.abs(diagonal[i] as number)) * Math.sqrt(Math.abs(diagonal[i + 1] as number))
    return size <= 2 ** -53 * d + TINY
  }
  let first = 0
  let sweeps = 0
  while (first < n - 1 && sweeps < MAX_SWEEPS * n) {
    let last = first
    while (last < n - 1 && !isCleared(last)) last++
    if (last < n - 1) below[last] = 0
    if (last === first) {
      first++
      continue
    }
    sweeps++
    // Towards the smaller end, so that small eigenvalues beside large ones stay accurate.
    if (Math.abs(diagonal[first] as number) <= Math.abs(diagonal[last] as number)) {
      sweep(diagonal, below, basis, n, first, last, 1)
    } else sweep(diagonal, below, basis, n, last, first, -1)
  }
}

/**
 * One implicit QL step over the positions `from`, `from + step`, ..., `to`, which makes the subdiagonal next to `from` small.
 * Backwards it is a QR step: the same on the block written in reverse.
 */
function sweep(
  d: Float64Array,
  e: Float64Array,
  basis: Float64Array,
  n: number,
  from: number,
  to: number,
  step: 1 | -1,
): void {
  const between = step === 1 ? 0 : -1 // e[i + between] joins i and i + step
  const next = from + step
  const edge = e[from + between] as number
  const theta = ((d[next] as number) - (d[from] as number)) / (2 * edge)
  const root = hypotenuse(theta, 1)
  let g = (d[to] as number) - (d[from] as number) + edge / (theta + (theta < 0 ? -root : root))
  let s = 1
  let c = 1
  let p = 0
  for (let i = to - step; ; i -= step) {
    const above = i + step
    const f = s * (e[i + between] as number)
    const b = c * (e[i + between] as number)
    const r = hypotenuse(f, g)
    if (above !== to) e[above + between] = r
    if (r === 0) {
      // The block falls apart here.
      d[above] = (d[above] as number) - p
      return
    }
    s = f / r
    c = g / r
    g = (d[above] as number) - p
    const t = ((d[i] as number) - g) * s + 2 * c * b
    p = s * t
    d[above] = g + p
    g = c * t - b
    rotate(basis, n, i, above, c, s)
    if (i === from) break
  }
  d[from] = (d[from] as number) - p
  e[from + between] = g
}

function rotate(basis: Float64Array, n: number, i: number, above: number, c: number, s: number): void {
  const x = i * n
  const y = above * n
  for (let k = 0; k < n; k++) {
    const z = basis[y + k] as number
    const w = basis[x + k] as number
    basis[y + k] = s * w + c * z
    basis[x + k] = c * w - s * z
  }
}

/** By selection, as LAPACK's dsteqr does: which of several equal values comes first is the same there. */
function sortAscending({ diagonal, basis }: Tridiagonal, n: number): void {
  for (let i = 0; i < n - 1; i++) {
    let least = i
    for (let j = i + 1; j < n; j++) if ((diagonal[j] as number) < (diagonal[least] as number)) least = j
    if (least === i) continue
    const value = diagonal[i] as number
    diagonal[i] = diagonal[least] as number
    diagonal[least] = value
    const vector = basis.slice(i * n, (i + 1) * n)
    basis.copyWithin(i * n, least * n, (least + 1) * n)
    basis.set(vector, least * n)
  }
}

function orient(vector: Float64Array): void {
  let largest = 0
  for (const x of vector) if (Math.abs(x) > Math.abs(largest)) largest = x
  if (largest < 0) for (let i = 0; i < vector.length; i++) vector[i] = -(vector[i] as number)
}
