import { average } from "../average.ts"
import type { RawValues, RegressionTargets } from "./check-regression.ts"
import { checkRegression, differences, perOutput } from "./check-regression.ts"
import type { ShareMultioutput } from "./explained-share.ts"
import { explainedShare } from "./explained-share.ts"
import type { R2Options } from "./r2-score.ts"

/**
 * 1 less the variance of the differences divided by that of `yTrue`: as `r2Score`, but a constant offset does not count
 * (scikit-learn 1.9, `explained_variance_score`).
 * @throws INVALID_DATA for lists of different length, empty ones, NaN and infinities; INVALID_ARGUMENT
 */
export function explainedVarianceScore(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<R2Options>,
): Float64Array
export function explainedVarianceScore(yTrue: RegressionTargets, yPred: RegressionTargets, options?: R2Options): number
export function explainedVarianceScore(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput, forceFinite }: R2Options<ShareMultioutput | "rawValues"> = {},
): number | Float64Array {
  const pair = checkRegression(yTrue, yPred, sampleWeight)
  const variance = (values: Float64Array): number => {
    const center = average(values, pair.weights)
    return average(
      values.map((value) => (value - center) ** 2),
      pair.weights,
    )
  }
  const error = perOutput(pair, (actual, predicted) => variance(differences(actual, predicted, (d) => d)))
  return explainedShare({ error, spread: Float64Array.from(pair.yTrue, variance) }, multioutput, forceFinite)
}
