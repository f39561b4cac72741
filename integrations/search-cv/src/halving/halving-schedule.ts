import { ParzenError } from "@parzen/core"
import { log } from "@parzen/core/math"
import type { CheckedHalvingOptions } from "./halving-options.ts"
import { ROWS } from "./halving-options.ts"

/** The least and the most that a candidate uses. */
export interface Resources {
  readonly min: number
  readonly max: number
}

/** How many iterations there are, and what each candidate uses in them. */
export interface Schedule {
  /** What the first candidates use. */
  readonly min: number
  /** So many are needed until fewer than `factor` candidates are left. */
  readonly nRequired: number
  /** So many are possible before the most is exceeded. */
  readonly nPossible: number
  /** For each iteration. */
  readonly nResources: readonly number[]
}

/**
 * The bounds before the number of candidates is known.
 * @throws INVALID_ARGUMENT if the least is above the most
 */
export function resourcesOf(
  { resource, minResources, maxResources }: CheckedHalvingOptions,
  nRows: number,
  nSplits: number,
  nClasses: number | undefined,
): Resources {
  const smallest = resource === ROWS ? 2 * nSplits * (nClasses ?? 1) : 1
  const min = typeof minResources === "number" ? minResources : smallest
  const max = maxResources === "auto" ? nRows : maxResources
  if (min <= max) return { min, max }
  throw new ParzenError("INVALID_ARGUMENT", `minResources: ${min} is above maxResources, ${max}`)
}

/** The iterations for `nCandidates` (scikit-learn 1.9, `HalvingGridSearchCV`). */
export function scheduleOf(
  { min: least, max }: Resources,
  nCandidates: number,
  { factor, minResources, aggressiveElimination }: CheckedHalvingOptions,
): Schedule {
  const nRequired = 1 + floorLog(nCandidates, factor)
  const min = minResources === "exhaust" ? Math.max(least, Math.floor(max / factor ** (nRequired - 1))) : least
  const nPossible = 1 + floorLog(Math.floor(max / min), factor)
  const nIterations = aggressiveElimination ? nRequired : Math.min(nPossible, nRequired)
  const nResources = Array.from({ length: nIterations }, (_, iteration) => {
    const power = aggressiveElimination ? Math.max(0, iteration - nRequired + nPossible) : iteration
    return Math.min(Math.trunc(factor ** power * min), max)
  })
  return { min, nRequired, nPossible, nResources }
}

// As scikit-learn rounds it, to the last bit of both logarithms: that of 243 to base 3 comes out below 5.
function floorLog(value: number, base: number): number {
  return Math.floor(log(value) / log(base))
}
