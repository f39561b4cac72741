import { pairwiseSum } from "@parzen/core/math"
import type { WeightOptions } from "../check-weights.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { pairLabels } from "../pair-targets.ts"
import { columnSums, countConfusions, rowSums } from "./confusion-matrix.ts"

/**
 * Matthews' correlation of true and predicted classes, from -1 to 1; 0 where all of either are one class (Gorodkin
 * 2004; scikit-learn 1.9, `matthews_corrcoef`).
 * @throws INVALID_DATA for lists of different length, empty ones, and several labels at once
 */
export function matthewsCorrcoef(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  { sampleWeight }: WeightOptions = {},
): number {
  const matrix = countConfusions(pairLabels(yTrue, yPred, sampleWeight))
  const actual = rowSums(matrix)
  const predicted = columnSums(matrix)
  const right = pairwiseSum(matrix.map((row, i) => row[i] as number))
  const total = pairwiseSum(predicted)
  const spread = (total ** 2 - dot(predicted, predicted)) * (total ** 2 - dot(actual, actual))
  return spread === 0 ? 0 : (right * total - dot(actual, predicted)) / Math.sqrt(spread)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, i) => total + value * (b[i] as number), 0)
}
