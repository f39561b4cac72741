import { mean } from "../../mean.ts"
import { warn } from "@parzen/core"
import type { WeightOptions } from "../check-weights.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { pairLabels } from "../pair-targets.ts"
import { countConfusions, rowSums } from "./confusion-matrix.ts"

/** Options of {@link balancedAccuracyScore}. */
export interface BalancedAccuracyOptions extends WeightOptions {
  /** Whether chance counts 0 and perfection 1. By default false. */
  readonly adjusted?: boolean | undefined
}

/**
 * The mean over the true classes of the share that is predicted right (scikit-learn 1.9, `balanced_accuracy_score`).
 * @throws INVALID_DATA for lists of different length, empty ones, and several labels at once
 */
export function balancedAccuracyScore(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  { sampleWeight, adjusted = false }: BalancedAccuracyOptions = {},
): number {
  const matrix = countConfusions(pairLabels(yTrue, yPred, sampleWeight))
  const totals = rowSums(matrix)
  const recalls = matrix
    .map((row, i) => (row[i] as number) / (totals[i] as number))
    .filter((recall) => !Number.isNaN(recall))
  if (recalls.length < matrix.length)
    warn("balancedAccuracyScore: yPred has classes that yTrue has not; they are left out")
  const score = mean(recalls)
  return adjusted ? (score - 1 / recalls.length) / (1 - 1 / recalls.length) : score
}
