import { describe, ParzenError, warn } from "@parzen/core"
import { average } from "../average.ts"
import type { AnyErrorOptions, ErrorOptions, RawValues, RegressionPair, RegressionTargets } from "./check-regression.ts"
import { checkRegression, combineOutputs, differences, perOutput } from "./check-regression.ts"
import { explainedShare } from "./explained-share.ts"
import { weightedQuantile } from "./weighted-quantile.ts"

/** Options of {@link meanPinballLoss} and {@link d2PinballScore}. */
export interface PinballOptions extends ErrorOptions {
  /** The quantile that is predicted, from 0 to 1. By default 0.5, the median. */
  readonly alpha?: number | undefined
}

type AnyPinballOptions = AnyErrorOptions & { readonly alpha?: number | undefined }

/**
 * The loss that a prediction of the quantile `alpha` minimises: what lies above is weighted by `alpha`, what lies below
 * by the rest (scikit-learn 1.9, `mean_pinball_loss`).
 * @throws INVALID_DATA for lists of different length, empty ones, NaN and infinities; INVALID_ARGUMENT
 */
export function meanPinballLoss(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<PinballOptions>,
): Float64Array
export function meanPinballLoss(yTrue: RegressionTargets, yPred: RegressionTargets, options?: PinballOptions): number
export function meanPinballLoss(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput, alpha = 0.5 }: AnyPinballOptions = {},
): number | Float64Array {
  checkAlpha(alpha)
  return combineOutputs(pinballLosses(checkRegression(yTrue, yPred, sampleWeight), alpha), multioutput)
}

/**
 * 1 less the pinball loss divided by that of the quantile of `yTrue` itself: 1 is perfect (scikit-learn 1.9,
 * `d2_pinball_score`). Of one row NaN, with a warning.
 * @throws as `meanPinballLoss`
 */
export function d2PinballScore(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<PinballOptions>,
): Float64Array
export function d2PinballScore(yTrue: RegressionTargets, yPred: RegressionTargets, options?: PinballOptions): number
export function d2PinballScore(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, multioutput, alpha = 0.5 }: AnyPinballOptions = {},
): number | Float64Array {
  checkAlpha(alpha)
  const pair = checkRegression(yTrue, yPred, sampleWeight)
  if (pair.rows < 2) {
    warn("d2PinballScore: is not defined for fewer than two rows")
    const unknown = new Float64Array(pair.yTrue.length).fill(NaN)
    return explainedShare({ error: unknown, spread: unknown }, multioutput)
  }
  const weights = pair.weights ?? new Float64Array(pair.rows).fill(1)
  const constant = pair.yTrue.map((actual) =>
    new Float64Array(pair.rows).fill(weightedQuantile(actual, weights, alpha)),
  )
  const spread = pinballLosses({ ...pair, yPred: constant }, alpha)
  return explainedShare({ error: pinballLosses(pair, alpha), spread }, multioutput)
}

/**
 * 1 less the mean absolute error divided by that of the median of `yTrue`: 1 is perfect (scikit-learn 1.9,
 * `d2_absolute_error_score`). Of one row NaN, with a warning.
 * @throws as `meanPinballLoss`
 */
export function d2AbsoluteErrorScore(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: RawValues<ErrorOptions>,
): Float64Array
export function d2AbsoluteErrorScore(yTrue: RegressionTargets, yPred: RegressionTargets, options?: ErrorOptions): number
export function d2AbsoluteErrorScore(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: AnyErrorOptions = {},
): number | Float64Array {
  return d2PinballScore(yTrue, yPred, { ...options, alpha: 0.5 } as PinballOptions)
}

function pinballLosses(pair: RegressionPair, alpha: number): Float64Array {
  const loss = (d: number): number => (d >= 0 ? alpha * d : -(1 - alpha) * d)
  return perOutput(pair, (actual, predicted) => average(differences(actual, predicted, loss), pair.weights))
}

function checkAlpha(alpha: number): void {
  if (alpha >= 0 && alpha <= 1) return
  throw new ParzenError("INVALID_ARGUMENT", `alpha: takes a number from 0 to 1, got ${describe(alpha)}`)
}
