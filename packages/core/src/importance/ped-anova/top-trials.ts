import { hypervolumeSubset } from "../../math/hypervolume-subset.ts"
import { nonDominationRanks } from "../../math/non-domination.ts"

/** Marks with 1 the losses that are at most the one at quantile `q`, 0 < q <= 1; ties may make it more than `q` of them. */
export function lowest(losses: Float64Array, q: number): Uint8Array {
  const cutoff = losses.slice().sort()[Math.ceil(q * losses.length) - 1] as number
  return Uint8Array.from(losses, (loss) => (loss <= cutoff ? 1 : 0))
}

/**
 * Marks with 1 the best share `q` of `points`, (n, m) row-major and to be minimised: whole non-domination ranks while they fit,
 * then of the next one those that the greedy choice for hypervolume takes (Ozaki et al. 2022; Optuna 5.0.0).
 */
export function bestByRank(points: Float64Array, m: number, q: number): Uint8Array {
  const n = points.length / m
  const wanted = Math.ceil(q * n)
  const ranks = nonDominationRanks(points, m, { nBelow: wanted })
  const isTop = new Uint8Array(n)
  let taken = 0
  for (let rank = 0; taken < wanted; rank++) {
    const rows: number[] = []
    for (let i = 0; i < n; i++) if (ranks[i] === rank) rows.push(i)
    const chosen = taken + rows.length <= wanted ? rows : chooseOf(points, m, rows, wanted - taken)
    for (const row of chosen) isTop[row] = 1
    taken += chosen.length
  }
  return isTop
}

function chooseOf(points: Float64Array, m: number, rows: readonly number[], k: number): number[] {
  const part = new Float64Array(rows.length * m)
  rows.forEach((row, i) => part.set(points.subarray(row * m, row * m + m), i * m))
  // A tenth beyond the worst value of each objective.
  const reference = Array.from({ length: m }, (_, column) => {
    let worst = -Infinity
    for (let i = column; i < part.length; i += m) worst = Math.max(worst, part[i] as number)
    return Math.max(1.1 * worst, 0.9 * worst) || 1e-12
  })
  return [...hypervolumeSubset(part, k, reference)].map((i) => rows[i] as number)
}
