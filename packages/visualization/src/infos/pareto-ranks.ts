import type { Direction } from "@parzen/core"
import { nonDominationRanks } from "@parzen/core/math"

/** The Pareto rank of each trial, 0 for the front, from one column of values for each objective; constraints do not count. */
export function paretoRanks(columns: readonly (readonly number[])[], directions: readonly Direction[]): number[] {
  return Array.from(nonDominationRanks(losses(columns, directions), directions.length))
}

/** The values as rows to be minimised, (n, m) row-major. */
export function losses(columns: readonly (readonly number[])[], directions: readonly Direction[]): Float64Array {
  const m = directions.length
  const rows = new Float64Array((columns[0]?.length ?? 0) * m)
  for (const [k, direction] of directions.entries()) {
    const column = columns[k] ?? []
    for (const [i, value] of column.entries()) rows[i * m + k] = direction === "maximize" ? -value : value
  }
  return rows
}
