import { sum } from "./sum.ts"

/** The mean, summed in numpy's order, so that ties between means are the same ones; NaN of none. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length
}
