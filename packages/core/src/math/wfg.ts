import { frontOfSorted } from "./non-domination.ts"
import { uniqueRows } from "./unique-rows.ts"

/** The distinct points of the Pareto front of `points`, (n, m) row-major, in lexicographic order. */
export function frontRows(points: Float64Array, m: number): Float64Array {
  const { first } = uniqueRows(points, m)
  return takeRows(points, m, frontOfSorted(points, m, first), first)
}

/** The product of `reference - row`. */
export function boxVolume(rows: Float64Array, row: number, reference: ArrayLike<number>): number {
  const m = reference.length
  let product = 1
  for (let j = 0; j < m; j++) product *= (reference[j] as number) - (rows[row * m + j] as number)
  return product
}

/**
 * The hypervolume of `rows` by ascending first objective, one or more, up to a finite `reference`: of each row what no later
 * one has too (While, Bradstreet & Barone 2012). Exponential in the number of objectives.
 */
export function wfg(rows: Float64Array, reference: ArrayLike<number>): number {
  const m = reference.length
  const n = rows.length / m
  if (n === 1) return boxVolume(rows, 0, reference)
  if (n === 2) {
    const both = boxVolume(limited(rows, m, 0), 0, reference)
    return boxVolume(rows, 0, reference) + boxVolume(rows, 1, reference) - both
  }
  let sum = 0
  for (let i = 0; i < n - 1; i++) {
    const others = limited(rows, m, i)
    const count = n - 1 - i
    const order = Int32Array.from({ length: count }, (_, k) => k)
    const front = count > 3 ? takeRows(others, m, frontOfSorted(others, m, order), order) : others
    sum += boxVolume(rows, i, reference) - wfg(front, reference)
  }
  return boxVolume(rows, n - 1, reference) + sum
}

/** The rows behind row `i`, each moved to where row `i` ends: the part that they share with it. */
function limited(rows: Float64Array, m: number, i: number): Float64Array {
  const others = rows.slice((i + 1) * m)
  for (let k = 0; k < others.length; k++) {
    const own = rows[i * m + (k % m)] as number
    if (own > (others[k] as number)) others[k] = own
  }
  return others
}

function takeRows(rows: Float64Array, m: number, positions: readonly number[], order: Int32Array): Float64Array {
  const out = new Float64Array(positions.length * m)
  positions.forEach((k, i) => {
    const row = (order[k] as number) * m
    out.set(rows.subarray(row, row + m), i * m)
  })
  return out
}
