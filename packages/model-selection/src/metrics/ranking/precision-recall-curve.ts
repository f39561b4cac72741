import type { Decisions } from "../../estimator.ts"
import { warn } from "@parzen/core"
import type { ClassTargets } from "../pair-targets.ts"
import type { BinaryTargets, CurveOptions } from "./binary-targets.ts"
import { binaryTargets } from "./binary-targets.ts"
import { countAtThresholds } from "./threshold-counts.ts"

/**
 * Precision and recall over the threshold, by rising threshold; precision and recall end with the point (1, 0), which
 * has none.
 */
export interface PrecisionRecallCurve {
  readonly precision: Float64Array
  readonly recall: Float64Array
  readonly thresholds: Float64Array
}

/**
 * How precision and recall change with the threshold (scikit-learn 1.9, `precision_recall_curve`). Without positive
 * rows the recall is 1, with a warning.
 * @throws INVALID_DATA for different lengths, and classes of which it is not known which is positive
 */
export function precisionRecallCurve(
  yTrue: ClassTargets,
  yScore: Decisions,
  options: CurveOptions = {},
): PrecisionRecallCurve {
  return precisionRecallPoints(binaryTargets(yTrue, yScore, options))
}

/** The same of what is checked already. */
export function precisionRecallPoints({ positive, scores, weights }: BinaryTargets): PrecisionRecallCurve {
  const { thresholds, truePositives, falsePositives } = countAtThresholds(positive, scores, weights)
  const total = truePositives[truePositives.length - 1]
  if (total === 0) warn("precisionRecallCurve: yTrue has no positive rows, the recall is taken as 1")
  const precision = truePositives.map((right, i) => {
    const predicted = right + (falsePositives[i] as number)
    return predicted === 0 ? 0 : right / predicted
  })
  const recall = truePositives.map((right) => (total === 0 ? 1 : right / (total as number)))
  return {
    precision: Float64Array.from([...precision.reverse(), 1]),
    recall: Float64Array.from([...recall.reverse(), 0]),
    thresholds: thresholds.reverse(),
  }
}
