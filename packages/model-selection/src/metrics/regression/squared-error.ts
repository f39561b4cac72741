import { ParzenError } from "@parzen/core"
import { average } from "../average.ts"
import type { AnyErrorOptions, ErrorOptions, RawValues, RegressionPair, RegressionTargets } from "./check-regression.ts"
import { checkRegression, combineOutputs, differences, perOutput } from "./check-regression.ts"

/**
 * The mean of the squared differences (scikit-learn 1.9, `mean_squared_error`).
 * @throws INVALID_DATA for lists of different length, empty ones, NaN and infinities; INVALID_ARGUMENT
 */
export function meanSquaredError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<ErrorOptions>,
): Float64Array
export function meanSquaredError(yTrue: RegressionTargets, yPred: RegressionTargets, options?: ErrorOptions): number
export function meanSquaredError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput }: AnyErrorOptions = {},
): number | Float64Array {
  return combineOutputs(meanSquares(checkRegression(yTrue, yPred, sampleWeight)), multioutput)
}

/**
 * The root of the mean squared difference, of several outputs the mean of their roots (scikit-learn 1.9,
 * `root_mean_squared_error`).
 * @throws as `meanSquaredError`
 */
export function rootMeanSquaredError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<ErrorOptions>,
): Float64Array
export function rootMeanSquaredError(yTrue: RegressionTargets, yPred: RegressionTargets, options?: ErrorOptions): number
export function rootMeanSquaredError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput }: AnyErrorOptions = {},
): number | Float64Array {
  return combineOutputs(meanSquares(checkRegression(yTrue, yPred, sampleWeight)).map(Math.sqrt), multioutput)
}

/**
 * The mean squared difference of the logarithms of 1 + value (scikit-learn 1.9, `mean_squared_log_error`).
 * @throws as `meanSquaredError`, and INVALID_DATA for -1 and less
 */
export function meanSquaredLogError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<ErrorOptions>,
): Float64Array
export function meanSquaredLogError(yTrue: RegressionTargets, yPred: RegressionTargets, options?: ErrorOptions): number
export function meanSquaredLogError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput }: AnyErrorOptions = {},
): number | Float64Array {
  return combineOutputs(meanSquares(logarithms(checkRegression(yTrue, yPred, sampleWeight))), multioutput)
}

/**
 * The root of the mean squared difference of the logarithms of 1 + value (scikit-learn 1.9,
 * `root_mean_squared_log_error`).
 * @throws as `meanSquaredLogError`
 */
export function rootMeanSquaredLogError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<ErrorOptions>,
): Float64Array
export function rootMeanSquaredLogError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options?: ErrorOptions,
): number
export function rootMeanSquaredLogError(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput }: AnyErrorOptions = {},
): number | Float64Array {
  return combineOutputs(
    meanSquares(logarithms(checkRegression(yTrue, yPred, sampleWeight))).map(Math.sqrt),
    multioutput,
  )
}

function meanSquares(pair: RegressionPair): Float64Array {
  return perOutput(pair, (actual, predicted) =>
    average(
      differences(actual, predicted, (d) => d * d),
      pair.weights,
    ),
  )
}

function logarithms(pair: RegressionPair): RegressionPair {
  return {
    ...pair,
    yTrue: pair.yTrue.map((values) => log1p(values, "yTrue")),
    yPred: pair.yPred.map((values) => log1p(values, "yPred")),
  }
}

function log1p(values: Float64Array, name: string): Float64Array {
  const row = values.findIndex((value) => value <= -1)
  if (row >= 0)
    throw new ParzenError(
      "INVALID_DATA",
      `${name}: a logarithmic error takes values above -1, row ${row} is ${values[row]}`,
    )
  return values.map(Math.log1p)
}
