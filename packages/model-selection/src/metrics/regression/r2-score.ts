import { warn } from "@parzen/core"
import { average, weightedSum } from "../average.ts"
import type { ErrorOptions, RawValues, RegressionTargets } from "./check-regression.ts"
import { checkRegression, differences, perOutput } from "./check-regression.ts"
import type { ShareMultioutput } from "./explained-share.ts"
import { explainedShare } from "./explained-share.ts"

/** Options of {@link r2Score} and `explainedVarianceScore`. */
export interface R2Options<Combined = ShareMultioutput> extends ErrorOptions<Combined> {
  /** Whether a constant `yTrue` scores 1 if predicted exactly and else 0, and not NaN or -Infinity. By default true. */
  readonly forceFinite?: boolean | undefined
}

/**
 * The coefficient of determination: 1 is perfect, 0 as good as the mean of `yTrue`, below that worse (scikit-learn 1.9,
 * `r2_score`). Of one row NaN, with a warning.
 * @throws INVALID_DATA for lists of different length, empty ones, NaN and infinities; INVALID_ARGUMENT
 */
export function r2Score(yTrue: RegressionTargets, yPred: RegressionTargets, options: RawValues<R2Options>): Float64Array
export function r2Score(yTrue: RegressionTargets, yPred: RegressionTargets, options?: R2Options): number
export function r2Score(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput, forceFinite }: R2Options<ShareMultioutput | "rawValues"> = {},
): number | Float64Array {
  const pair = checkRegression(yTrue, yPred, sampleWeight)
  if (pair.rows < 2) {
    warn("r2Score: is not defined for fewer than two rows")
    const unknown = new Float64Array(pair.yTrue.length).fill(NaN)
    return explainedShare({ error: unknown, spread: unknown }, multioutput)
  }
  const error = perOutput(pair, (actual, predicted) =>
    weightedSum(differences(actual, predicted, square), pair.weights),
  )
  const spread = Float64Array.from(pair.yTrue, (actual) => {
    const center = average(actual, pair.weights)
    return weightedSum(
      actual.map((value) => square(value - center)),
      pair.weights,
    )
  })
  return explainedShare({ error, spread }, multioutput, forceFinite)
}

function square(value: number): number {
  return value * value
}
