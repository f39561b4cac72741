import { average } from "../average.ts"
import type { Multioutput } from "./check-regression.ts"
import { combineOutputs } from "./check-regression.ts"

/** How the shares of several outputs are taken together; weighted by how much each varies, beside what errors have. */
export type ShareMultioutput = Multioutput | "varianceWeighted"

/** What {@link explainedShare} is made of, a number for each output. */
export interface ErrorAndSpread {
  readonly error: Float64Array
  readonly spread: Float64Array
}

/**
 * 1 less error divided by spread, of each output, taken together. With `forceFinite` 0 / 0 counts as 1, and an error
 * where there is no spread as 0.
 * @throws INVALID_ARGUMENT for what is no `multioutput`, and weights that do not fit
 */
export function explainedShare(
  { error, spread }: ErrorAndSpread,
  multioutput: ShareMultioutput | "rawValues" = "uniformAverage",
  forceFinite = true,
): number | Float64Array {
  const shares = error.map((value, j) => shareOf(value, spread[j] as number, forceFinite))
  if (multioutput !== "varianceWeighted") return combineOutputs(shares, multioutput)
  return average(shares, spread.some((value) => value !== 0) ? spread : undefined)
}

function shareOf(error: number, spread: number, forceFinite: boolean): number {
  if (!forceFinite) return 1 - error / spread
  if (error === 0) return 1
  return spread === 0 ? 0 : 1 - error / spread
}
