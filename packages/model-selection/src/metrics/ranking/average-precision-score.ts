import { describe, ParzenError } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import type { Decisions } from "../../estimator.ts"
import { pairwiseSum } from "@parzen/core/math"
import type { WeightOptions } from "../check-weights.ts"
import { checkWeights } from "../check-weights.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { distinct, isIndicator, listOf, plainLabel, readTargets } from "../read-targets.ts"
import { checkSameRows, toTable } from "../table.ts"
import type { ScoreAverage } from "./binary-average.ts"
import { averageBinary, checkScoreAverage } from "./binary-average.ts"
import type { BinaryTargets } from "./binary-targets.ts"
import { oneScore } from "./binary-targets.ts"
import { codesOf, oneAgainstRest, sameShape } from "./class-scores.ts"
import { precisionRecallPoints } from "./precision-recall-curve.ts"

/** Options of {@link averagePrecisionScore}. */
export interface AveragePrecisionOptions extends WeightOptions {
  /**
   * How the classes are taken together, if there are more than two or several at once; `null` answers a number for
   * each. By default `"macro"`.
   */
  readonly average?: ScoreAverage | undefined
  /** Of two classes the positive one. By default 1. */
  readonly posLabel?: Label | undefined
}

type AnyAveragePrecisionOptions = Omit<AveragePrecisionOptions, "average"> & {
  readonly average?: ScoreAverage | null | undefined
}

/**
 * The mean of the precision over the steps of recall as the threshold falls (scikit-learn 1.9,
 * `average_precision_score`). `yScore` is of two classes a score for each row; of more classes, or several labels at
 * once, one for each class.
 * @throws INVALID_DATA for different lengths, columns that do not fit the classes, and a `posLabel` that is none of two
 * classes; INVALID_ARGUMENT for options that do not fit
 */
export function averagePrecisionScore(
  yTrue: ClassTargets,
  yScore: Decisions,
  options: Omit<AveragePrecisionOptions, "average"> & { readonly average: null },
): Float64Array
export function averagePrecisionScore(yTrue: ClassTargets, yScore: Decisions, options?: AveragePrecisionOptions): number
export function averagePrecisionScore(
  yTrue: ClassTargets,
  yScore: Decisions,
  { average = "macro", posLabel = 1, sampleWeight }: AnyAveragePrecisionOptions = {},
): number | Float64Array {
  checkSameRows(yTrue, yScore, "yScore")
  checkScoreAverage(average)
  const weights = checkWeights(sampleWeight, yTrue.length)
  const targets = readTargets(yTrue, "yTrue")
  const table = toTable(yScore, "yScore")
  const positive = plainLabel(posLabel)
  const classes = isIndicator(targets) ? undefined : distinct(targets)
  if (isIndicator(targets) || classes === undefined || classes.length > 2) {
    if (positive !== 1)
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `posLabel: goes with two classes, there are more; got ${describe(posLabel)}`,
      )
    const scores = isIndicator(targets)
      ? sameShape(targets, table, weights)
      : oneAgainstRest(codesOf(targets, table.columns, undefined), table, weights)
    return averageBinary(averagePrecision, scores, average)
  }
  if (classes.length === 2 && !classes.includes(positive)) {
    throw new ParzenError("INVALID_DATA", `posLabel: ${String(posLabel)} is none of the classes ${listOf(classes)}`)
  }
  return averagePrecision({
    positive: Uint8Array.from(targets, (label) => Number(label === positive)),
    scores: oneScore(table),
    weights,
  })
}

function averagePrecision(targets: BinaryTargets): number {
  const { precision, recall } = precisionRecallPoints(targets)
  const steps = Float64Array.from(
    { length: recall.length - 1 },
    (_, i) => ((recall[i + 1] as number) - (recall[i] as number)) * (precision[i] as number),
  )
  return Math.max(0, -pairwiseSum(steps))
}
