import { ParzenError } from "@parzen/core"
import { mean } from "../mean.ts"
import { pairwiseSum } from "@parzen/core/math"

/**
 * The mean of `values`, weighted if there are weights (numpy 2.4, `average`); NaN of none.
 * @throws INVALID_DATA for weights that sum to 0
 */
export function average(values: Float64Array, weights?: Float64Array): number {
  if (weights === undefined) return mean(values)
  const total = pairwiseSum(weights)
  if (total === 0) throw new ParzenError("INVALID_DATA", "sampleWeight: the weights sum to 0, there is no mean")
  return weightedSum(values, weights) / total
}

/** The sum of `values`, each times its weight if there are weights. */
export function weightedSum(values: Float64Array, weights?: Float64Array): number {
  return pairwiseSum(weights === undefined ? values : values.map((value, i) => value * (weights[i] as number)))
}

/** The mean of what is not NaN; NaN if nothing else is there. Weights that sum to 0 are left out of account. */
export function averageOfKnown(values: Float64Array, weights?: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value))
  if (known.length === 0) return NaN
  const kept = weights?.filter((_, i) => !Number.isNaN(values[i]))
  return average(known, kept !== undefined && pairwiseSum(kept) !== 0 ? kept : undefined)
}
