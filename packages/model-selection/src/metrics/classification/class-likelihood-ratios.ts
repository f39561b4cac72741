import { ParzenError, warn } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import type { WeightOptions } from "../check-weights.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { pairLabels } from "../pair-targets.ts"
import { countConfusions } from "./confusion-matrix.ts"

/** How much a prediction changes the odds that a row is of the positive class. */
export interface LikelihoodRatios {
  /** By how much a positive prediction multiplies the odds, from 1: higher is better. */
  readonly positive: number
  /** By how much a negative prediction multiplies the odds, from 0 to 1: lower is better. */
  readonly negative: number
}

/** Options of {@link classLikelihoodRatios}. */
export interface LikelihoodRatioOptions extends WeightOptions {
  /** The negative and the positive class; by default those that occur, ascending. */
  readonly labels?: ArrayLike<Label> | undefined
  /** What stands for a ratio whose divisor is 0: `positive` from 1, `negative` from 0 to 1. By default NaN. */
  readonly replaceUndefinedBy?: LikelihoodRatios | undefined
}

/**
 * The likelihood ratios of two classes, the higher label being the positive one (scikit-learn 1.9,
 * `class_likelihood_ratios`).
 * @throws INVALID_DATA for lists of different length, empty ones, and other than two classes
 */
export function classLikelihoodRatios(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  { labels, sampleWeight, replaceUndefinedBy = { positive: NaN, negative: NaN } }: LikelihoodRatioOptions = {},
): LikelihoodRatios {
  checkReplacement(replaceUndefinedBy)
  const pair = pairLabels(yTrue, yPred, sampleWeight)
  const matrix = countConfusions(pair, labels)
  if (pair.classes.length > 2 || matrix.length !== 2) {
    throw new ParzenError(
      "INVALID_DATA",
      `yTrue: likelihood ratios are of two classes, got ${Math.max(pair.classes.length, matrix.length)}`,
    )
  }
  const [[tn, fp], [fn, tp]] = matrix as [[number, number], [number, number]]
  const [negatives, positives] = [tn + fp, fn + tp]
  if (positives === 0) warn("classLikelihoodRatios: yTrue has no row of the positive class, the ratios are not defined")
  if (fp === 0)
    warn(
      `classLikelihoodRatios: no row is wrongly predicted positive, the positive ratio is ${replaceUndefinedBy.positive}`,
    )
  if (tn === 0)
    warn(
      `classLikelihoodRatios: no row is rightly predicted negative, the negative ratio is ${replaceUndefinedBy.negative}`,
    )
  return {
    positive: fp === 0 ? replaceUndefinedBy.positive : (tp * negatives) / (fp * positives),
    negative: tn === 0 ? replaceUndefinedBy.negative : (fn * negatives) / (tn * positives),
  }
}

/** @throws INVALID_ARGUMENT */
function checkReplacement({ positive, negative }: LikelihoodRatios): void {
  if (positive < 1)
    throw new ParzenError("INVALID_ARGUMENT", `replaceUndefinedBy: positive is 1 or more, got ${positive}`)
  if (negative < 0 || negative > 1) {
    throw new ParzenError("INVALID_ARGUMENT", `replaceUndefinedBy: negative is from 0 to 1, got ${negative}`)
  }
}
