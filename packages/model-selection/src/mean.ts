import { pairwiseSum } from "@parzen/core/math"

/** The mean, summed in numpy's order, so that ties between means are the same ones; NaN of none. */
export function mean(values: ArrayLike<number>): number {
  return pairwiseSum(values) / values.length
}
