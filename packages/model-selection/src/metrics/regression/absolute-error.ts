import { average } from "../average.ts"
import type { AnyErrorOptions, ErrorOptions, RawValues, RegressionTargets } from "./check-regression.ts"
import { checkOneOutput, checkRegression, combineOutputs, differences, perOutput } from "./check-regression.ts"
import { weightedQuantile } from "./weighted-quantile.ts"

/**
 * The mean of the absolute differences (scikit-learn 1.9, `mean_absolute_error`).
 * @throws INVALID_DATA for lists of different length, empty ones, NaN and infinities; INVALID_ARGUMENT
 */
export function meanAbsoluteError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<ErrorOptions>,
): Float64Array
export function meanAbsoluteError(yTrue: RegressionTargets, yPred: RegressionTargets, options?: ErrorOptions): number
export function meanAbsoluteError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput }: AnyErrorOptions = {},
): number | Float64Array {
  const pair = checkRegression(yTrue, yPred, sampleWeight)
  const errors = perOutput(pair, (actual, predicted) => average(differences(actual, predicted, Math.abs), pair.weights))
  return combineOutputs(errors, multioutput)
}

/**
 * The median of the absolute differences (scikit-learn 1.9, `median_absolute_error`).
 * @throws as `meanAbsoluteError`
 */
export function medianAbsoluteError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<ErrorOptions>,
): Float64Array
export function medianAbsoluteError(yTrue: RegressionTargets, yPred: RegressionTargets, options?: ErrorOptions): number
export function medianAbsoluteError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput }: AnyErrorOptions = {},
): number | Float64Array {
  const pair = checkRegression(yTrue, yPred, sampleWeight)
  const medianOf = (errors: Float64Array): number =>
    pair.weights === undefined ? median(errors) : weightedQuantile(errors, pair.weights, 0.5)
  const errors = perOutput(pair, (actual, predicted) => medianOf(differences(actual, predicted, Math.abs)))
  return combineOutputs(errors, multioutput)
}

/**
 * The mean of the absolute differences, each as a share of the true value's magnitude (or of 2^-52, if that is larger):
 * 1 is a hundred percent (scikit-learn 1.9, `mean_absolute_percentage_error`).
 * @throws as `meanAbsoluteError`
 */
export function meanAbsolutePercentageError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<ErrorOptions>,
): Float64Array
export function meanAbsolutePercentageError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options?: ErrorOptions,
): number
export function meanAbsolutePercentageError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput }: AnyErrorOptions = {},
): number | Float64Array {
  const pair = checkRegression(yTrue, yPred, sampleWeight)
  const share = (actual: number, predicted: number): number =>
    Math.abs(predicted - actual) / Math.max(Math.abs(actual), Number.EPSILON)
  const errors = perOutput(pair, (actual, predicted) =>
    average(
      actual.map((value, i) => share(value, predicted[i] as number)),
      pair.weights,
    ),
  )
  return combineOutputs(errors, multioutput)
}

/**
 * The largest absolute difference (scikit-learn 1.9, `max_error`).
 * @throws INVALID_DATA for lists of different length, empty ones, several outputs, NaN and infinities
 */
export function maxError(yTrue: RegressionTargets, yPred: RegressionTargets): number {
  const { actual, predicted } = checkOneOutput(yTrue, yPred)
  return differences(actual, predicted, Math.abs).reduce((largest, error) => Math.max(largest, error))
}

function median(values: Float64Array): number {
  const sorted = values.toSorted()
  const half = sorted.length >> 1
  const upper = sorted[half] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2
}
