import { uniqueRows } from "./unique-rows.ts"

/** What else decides a rank. */
export interface RankOptions {
  /** Violation of each point: those at most 0 are ranked first, all others behind them by their violation alone. */
  readonly penalty?: ArrayLike<number> | undefined
  /** How many of the best need their rank: once so many are ranked, all others share the next one. Default all. */
  readonly nBelow?: number | undefined
}

/**
 * Non-domination ranks, 0 for the Pareto front, of `points` to be minimised: (n, m) row-major, infinities allowed, NaN not.
 * Equal points share a rank; a single objective is ranked in full (Deb et al. 2002; Optuna 5.0.0).
 */
export function nonDominationRanks(points: Float64Array, m: number, { penalty, nBelow }: RankOptions = {}): Int32Array {
  const n = points.length / m
  if (penalty === undefined) return ranksOf(points, m, nBelow ?? n)
  const feasible: number[] = []
  const infeasible: number[] = []
  for (let i = 0; i < n; i++) ((penalty[i] as number) <= 0 ? feasible : infeasible).push(i)

  const ranks = new Int32Array(n)
  let worst = -1
  const kept = Float64Array.from({ length: feasible.length * m }, (_, k) => {
    return points[(feasible[Math.floor(k / m)] as number) * m + (k % m)] as number
  })
  ranksOf(kept, m, nBelow ?? n).forEach((rank, k) => {
    ranks[feasible[k] as number] = rank
    if (rank > worst) worst = rank
  })
  const violations = Float64Array.from(infeasible, (i) => penalty[i] as number)
  ranksOf(violations, 1, (nBelow ?? n) - feasible.length).forEach((rank, k) => {
    ranks[infeasible[k] as number] = worst + 1 + rank
  })
  return ranks
}

/** For each of `points` to be minimised, (n, m) row-major, 1 if no other dominates it. Equal points do not dominate. */
export function paretoFront(points: Float64Array, m: number): Uint8Array {
  const { first, inverse } = uniqueRows(points, m)
  const onFront = new Uint8Array(first.length)
  for (const k of frontOfSorted(points, m, first)) onFront[k] = 1
  return Uint8Array.from(inverse, (k) => onFront[k] as number)
}

/**
 * Positions in `order` of the rows of the Pareto front, ascending, where `order` lists rows by ascending first column. Of rows
 * equal but for the first column the earlier one wins, which is right for distinct rows in lexicographic order.
 */
export function frontOfSorted(rows: Float64Array, m: number, order: Int32Array): number[] {
  const front: number[] = []
  for (let k = 0; k < order.length; k++) {
    const row = (order[k] as number) * m
    // Two columns: the last of the front has the lowest second one.
    const stop = m > 2 ? 0 : front.length - 1
    let free = true
    for (let f = front.length - 1; f >= stop && free && f >= 0; f--) {
      free = isLowerSomewhere(rows, row, (order[front[f] as number] as number) * m, m)
    }
    if (free) front.push(k)
  }
  return front
}

function isLowerSomewhere(rows: Float64Array, row: number, other: number, m: number): boolean {
  for (let column = 1; column < m; column++) {
    if ((rows[row + column] as number) < (rows[other + column] as number)) return true
  }
  return false
}

function ranksOf(points: Float64Array, m: number, nBelow: number): Int32Array {
  if (points.length === 0 || nBelow <= 0) return new Int32Array(points.length / m)
  const { first, inverse } = uniqueRows(points, m)
  if (m === 1) return inverse
  const wanted = Math.min(nBelow, first.length)
  const ranks = new Int32Array(first.length).fill(-1)
  let left = Int32Array.from(first, (_, k) => k)
  let rank = 0
  for (; first.length - left.length < wanted; rank++) {
    const rows = left.map((k) => first[k] as number)
    for (const k of frontOfSorted(points, m, rows)) ranks[left[k] as number] = rank
    left = left.filter((k) => ranks[k] === -1)
  }
  for (const k of left) ranks[k] = rank
  return inverse.map((k) => ranks[k] as number)
}
