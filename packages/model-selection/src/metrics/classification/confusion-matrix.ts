import { describe, ParzenError, warn } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import { pairwiseSum } from "@parzen/core/math"
import type { WeightOptions } from "../check-weights.ts"
import type { ClassTargets, LabelPair } from "../pair-targets.ts"
import { pairLabels } from "../pair-targets.ts"
import { encode, readLabels } from "../read-targets.ts"

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions extends WeightOptions {
  /**
   * The labels of rows and columns, in that order; rows with others are left out. By default all that occur, ascending.
   */
  readonly labels?: ArrayLike<Label> | undefined
  /**
   * Whether to answer shares: of the true labels (`"true"`), of the predicted ones (`"pred"`), or of all rows
   * (`"all"`).
   */
  readonly normalize?: "true" | "pred" | "all" | undefined
}

/**
 * How many rows of class i were predicted as class j: row i, column j (scikit-learn 1.9, `confusion_matrix`).
 * @throws INVALID_DATA for lists of different length, empty ones, several labels at once, and labels of which none is
 * in `yTrue`
 */
export function confusionMatrix(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  { labels, sampleWeight, normalize }: ConfusionMatrixOptions = {},
): number[][] {
  if (normalize !== undefined && normalize !== "true" && normalize !== "pred" && normalize !== "all") {
    throw new ParzenError("INVALID_ARGUMENT", `normalize: takes 'true', 'pred' or 'all', got ${describe(normalize)}`)
  }
  const matrix = countConfusions(pairLabels(yTrue, yPred, sampleWeight), labels)
  if (matrix.length === 1) warn("confusionMatrix: only one label occurs; the option labels takes those that there are")
  if (normalize === undefined) return matrix
  const rows = rowSums(matrix)
  const columns = columnSums(matrix)
  const total = pairwiseSum(rows)
  return matrix.map((row, i) =>
    row.map((count, j) => {
      const whole = normalize === "true" ? (rows[i] as number) : normalize === "pred" ? (columns[j] as number) : total
      return whole === 0 ? 0 : count / whole
    }),
  )
}

/**
 * The same of classes that are numbered already.
 * @throws INVALID_DATA for labels of which none is in `yTrue`
 */
export function countConfusions({ classes, yTrue, yPred, weights }: LabelPair, labels?: ArrayLike<Label>): number[][] {
  const shown = labels === undefined ? classes : readLabels(labels, classes)
  const placeOf = encode(classes, shown)
  if (!yTrue.some((code) => placeOf[code] !== -1)) {
    throw new ParzenError("INVALID_DATA", "labels: one or more must be in yTrue, none is")
  }
  const matrix = shown.map(() => shown.map(() => 0))
  for (const [row, code] of yTrue.entries()) {
    const counts = matrix[placeOf[code] as number]
    const j = placeOf[yPred[row] as number] as number
    if (counts !== undefined && j >= 0) counts[j] = (counts[j] as number) + (weights?.[row] ?? 1)
  }
  return matrix
}

/** The weight of each true class. */
export function rowSums(matrix: readonly (readonly number[])[]): number[] {
  return matrix.map((row) => pairwiseSum(row))
}

/** The weight of each predicted class. */
export function columnSums(matrix: readonly (readonly number[])[]): number[] {
  return matrix.map((_, j) => matrix.reduce((total, row) => total + (row[j] as number), 0))
}
