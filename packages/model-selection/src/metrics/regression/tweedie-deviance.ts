import { describe, ParzenError, warn } from "@parzen/core"
import { average } from "../average.ts"
import type { WeightOptions } from "../check-weights.ts"
import type { RegressionTargets } from "./check-regression.ts"
import { checkOneOutput } from "./check-regression.ts"

/** Options of {@link meanTweedieDeviance} and {@link d2TweedieScore}. */
export interface TweedieOptions extends WeightOptions {
  /**
   * How the variance grows with the mean: 0 is the normal distribution (squared error), 1 Poisson, 2 gamma, 3 inverse
   * Gaussian; not between 0 and 1. By default 0.
   */
  readonly power?: number | undefined
}

/**
 * The mean deviance of a Tweedie distribution (scikit-learn 1.9, `mean_tweedie_deviance`).
 * @throws INVALID_DATA for lists of different length, empty ones, several outputs, NaN, infinities, and values that the
 * power does not allow; INVALID_ARGUMENT for a power between 0 and 1
 */
export function meanTweedieDeviance(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, power = 0 }: TweedieOptions = {},
): number {
  checkPower(power)
  const { actual, predicted, weights } = checkOneOutput(yTrue, yPred, sampleWeight)
  checkDomain(actual, predicted, power)
  return average(
    actual.map((value, i) => deviance(value, predicted[i] as number, power)),
    weights,
  )
}

/**
 * The mean deviance of the Poisson distribution: for counts, 0 and up; predictions are above 0 (scikit-learn 1.9,
 * `mean_poisson_deviance`).
 * @throws as `meanTweedieDeviance`
 */
export function meanPoissonDeviance(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: WeightOptions = {},
): number {
  return meanTweedieDeviance(yTrue, yPred, { ...options, power: 1 })
}

/**
 * The mean deviance of the gamma distribution: for values above 0, whose relative error counts (scikit-learn 1.9,
 * `mean_gamma_deviance`).
 * @throws as `meanTweedieDeviance`
 */
export function meanGammaDeviance(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  options: WeightOptions = {},
): number {
  return meanTweedieDeviance(yTrue, yPred, { ...options, power: 2 })
}

/**
 * 1 less the deviance divided by that of the mean of `yTrue`: 1 is perfect, 0 as good as the mean (scikit-learn 1.9,
 * `d2_tweedie_score`). Of one row NaN, with a warning.
 * @throws as `meanTweedieDeviance`, and INVALID_DATA for a `yTrue` that does not vary
 */
export function d2TweedieScore(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  { sampleWeight, power = 0 }: TweedieOptions = {},
): number {
  checkPower(power)
  const { actual, predicted, weights } = checkOneOutput(yTrue, yPred, sampleWeight)
  if (actual.length < 2) {
    warn("d2TweedieScore: is not defined for fewer than two rows")
    return NaN
  }
  checkDomain(actual, predicted, power)
  const center = average(actual, weights)
  const mean = (deviances: Float64Array): number => average(deviances, weights)
  const error = mean(actual.map((value, i) => deviance(value, predicted[i] as number, power)))
  const spread = mean(actual.map((value) => deviance(value, center, power)))
  if (spread === 0)
    throw new ParzenError("INVALID_DATA", "yTrue: d2TweedieScore takes values that vary, all are the same")
  return 1 - error / spread
}

function deviance(y: number, mu: number, power: number): number {
  if (power === 0) return (y - mu) ** 2
  if (power === 1) return 2 * ((y === 0 ? 0 : y * Math.log(y / mu)) - y + mu)
  if (power === 2) return 2 * (Math.log(mu / y) + y / mu - 1)
  const base = power < 0 ? Math.max(y, 0) : y
  const [first, second] = [1 - power, 2 - power]
  return 2 * (base ** second / (first * second) - (y * mu ** first) / first + mu ** second / second)
}

function checkPower(power: number): void {
  if (Number.isFinite(power) && (power <= 0 || power >= 1)) return
  throw new ParzenError("INVALID_ARGUMENT", `power: takes 0 and less or 1 and more, got ${describe(power)}`)
}

/** Throws unless the distribution with that power can have these values. */
function checkDomain(actual: Float64Array, predicted: Float64Array, power: number): void {
  if (power !== 0) refuse(predicted, (value) => value <= 0, `yPred: with power ${power} takes values above 0`)
  if (power >= 1 && power < 2) refuse(actual, (value) => value < 0, `yTrue: with power ${power} takes values from 0`)
  if (power >= 2) refuse(actual, (value) => value <= 0, `yTrue: with power ${power} takes values above 0`)
}

function refuse(values: Float64Array, isWrong: (value: number) => boolean, rule: string): void {
  const row = values.findIndex(isWrong)
  if (row >= 0) throw new ParzenError("INVALID_DATA", `${rule}, row ${row} is ${values[row]}`)
}
