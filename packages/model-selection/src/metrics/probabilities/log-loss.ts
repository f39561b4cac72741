import { ParzenError, warn } from "@parzen/core"
import type { Decisions } from "../../estimator.ts"
import { pairwiseSum } from "@parzen/core/math"
import { average, weightedSum } from "../average.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { checkSameRows } from "../table.ts"
import type { Probabilities, ProbabilityOptions } from "./check-probabilities.ts"
import { checkProbabilities } from "./check-probabilities.ts"
import { sharesOfClasses } from "./shares-of-classes.ts"

/** Options of {@link logLoss}. */
export interface LogLossOptions extends ProbabilityOptions {
  /** Whether to answer the mean, or else the sum. By default true. */
  readonly normalize?: boolean | undefined
}

/**
 * The mean of -ln of the probability that was given to the true class, in nats; probabilities are kept 2^-52 away from
 * 0 and 1. `yProba` has a column for each class in ascending order, or for each row the probability of the second of
 * two (scikit-learn 1.9, `log_loss`).
 * @throws INVALID_DATA for what is no probability, columns that do not fit the classes, and `yTrue` of one class
 * without `labels`
 */
export function logLoss(yTrue: ClassTargets, yProba: Decisions, options: LogLossOptions = {}): number {
  const checked = checkProbabilities(yTrue, yProba, options)
  const losses = rowLosses(checked, checked.proba)
  return options.normalize === false ? weightedSum(losses, checked.weights) : average(losses, checked.weights)
}

/**
 * 1 less the log loss divided by that of predicting each class's share: 1 is perfect, 0 as good as the shares
 * (scikit-learn 1.9, `d2_log_loss_score`). Of one row NaN, with a warning.
 * @throws as `logLoss`
 */
export function d2LogLossScore(yTrue: ClassTargets, yProba: Decisions, options: ProbabilityOptions = {}): number {
  checkSameRows(yTrue, yProba, "yProba")
  if (yTrue.length < 2) {
    warn("d2LogLossScore: is not defined for fewer than two rows")
    return NaN
  }
  const checked = checkProbabilities(yTrue, yProba, options)
  const loss = weightedSum(rowLosses(checked, checked.proba), checked.weights)
  const lossOfShares = weightedSum(rowLosses(checked, sharesOfClasses(checked)), checked.weights)
  if (lossOfShares === 0) throw new ParzenError("INVALID_DATA", "yTrue: d2LogLossScore needs a row with a label")
  return 1 - loss / lossOfShares
}

function rowLosses({ rows, columns, truth }: Probabilities, proba: Float64Array): Float64Array {
  const terms = truth.map((value, i) => (value === 0 ? 0 : value * Math.log(clip(proba[i] as number))))
  return Float64Array.from({ length: rows }, (_, row) => -pairwiseSum(terms, row * columns, (row + 1) * columns))
}

function clip(probability: number): number {
  return Math.min(Math.max(probability, Number.EPSILON), 1 - Number.EPSILON)
}
