import type { Label } from "../../data/labels.ts"
import type { Decisions } from "../../estimator.ts"
import { pairwiseSum } from "@parzen/core/math"
import { warn } from "@parzen/core"
import { average } from "../average.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { checkSameRows, isRow } from "../table.ts"
import type { Probabilities, ProbabilityOptions } from "./check-probabilities.ts"
import { checkBinaryProbabilities, checkProbabilities } from "./check-probabilities.ts"
import { sharesOfClasses } from "./shares-of-classes.ts"

/** Options of {@link d2BrierScore}. */
export interface D2BrierOptions extends ProbabilityOptions {
  /**
   * Of two classes the one whose probability `yProba` has, if it has one for each row. By default 1, or the higher
   * number.
   */
  readonly posLabel?: Label | undefined
}

/** Options of {@link brierScoreLoss}. */
export interface BrierOptions extends D2BrierOptions {
  /** Whether to halve the sum over the classes, so that it is from 0 to 1; by default where there are two. */
  readonly scaleByHalf?: boolean | undefined
}

/**
 * The mean over the rows of the squared difference of probabilities and what came out, from 0 to 1, of three classes
 * and more from 0 to 2 (scikit-learn 1.9, `brier_score_loss`).
 * @throws INVALID_DATA for what is no probability, columns that do not fit the classes, and one probability for each
 * row of more than two classes, or of two that are strings without `posLabel`
 */
export function brierScoreLoss(yTrue: ClassTargets, yProba: Decisions, options: BrierOptions = {}): number {
  const checked = check(yTrue, yProba, options)
  const score = meanSquare(checked, checked.proba)
  return (options.scaleByHalf ?? checked.columns < 3) ? score * 0.5 : score
}

/**
 * 1 less the Brier score divided by that of predicting each class's share: 1 is perfect, 0 as good as the shares
 * (scikit-learn 1.9, `d2_brier_score`). Of one row NaN, with a warning.
 * @throws as `brierScoreLoss`
 */
export function d2BrierScore(yTrue: ClassTargets, yProba: Decisions, options: D2BrierOptions = {}): number {
  checkSameRows(yTrue, yProba, "yProba")
  if (yTrue.length < 2) {
    warn("d2BrierScore: is not defined for fewer than two rows")
    return NaN
  }
  const checked = check(yTrue, yProba, options)
  return 1 - meanSquare(checked, checked.proba) / meanSquare(checked, sharesOfClasses(checked))
}

function check(yTrue: ClassTargets, yProba: Decisions, options: D2BrierOptions): Probabilities {
  checkSameRows(yTrue, yProba, "yProba")
  const first: unknown = yProba[0]
  const several = isRow(first) && first.length !== 1
  return several ? checkProbabilities(yTrue, yProba, options) : checkBinaryProbabilities(yTrue, yProba, options)
}

function meanSquare({ rows, columns, truth, weights }: Probabilities, proba: Float64Array): number {
  const squares = truth.map((value, i) => (value - (proba[i] as number)) ** 2)
  return average(
    Float64Array.from({ length: rows }, (_, row) => pairwiseSum(squares, row * columns, (row + 1) * columns)),
    weights,
  )
}
