import { describe, ParzenError } from "@parzen/core"
import { pairwiseSum } from "@parzen/core/math"
import { average as averageOf } from "../average.ts"
import type { BinaryTargets } from "./binary-targets.ts"

/**
 * What a metric of scores becomes where there are several classes: that of all decisions together (`"micro"`), the mean
 * over the classes (`"macro"`), also weighted by how often each is true (`"weighted"`), or the mean over the rows
 * (`"samples"`).
 */
export type ScoreAverage = "micro" | "macro" | "weighted" | "samples"

/** For each row and class, row by row: whether the class is true, and its score. */
export interface ClassScores {
  readonly rows: number
  readonly columns: number
  readonly truth: Uint8Array
  readonly scores: Float64Array
  readonly weights: Float64Array | undefined
}

const AVERAGES: readonly unknown[] = ["micro", "macro", "weighted", "samples", null]

/**
 * The average over classes (or rows) of a metric that takes two classes; without an average its value for each class.
 * @throws INVALID_ARGUMENT for an unknown average
 */
export function averageBinary(
  metric: (targets: BinaryTargets) => number,
  classes: ClassScores,
  average: ScoreAverage | null,
): number | Float64Array {
  checkScoreAverage(average)
  const { rows, columns, truth, scores, weights } = classes
  if (average === "micro") {
    return metric({
      positive: truth,
      scores,
      weights: weights && Float64Array.from(truth, (_, at) => weights[Math.floor(at / columns)] as number),
    })
  }
  if (average === "samples") {
    const ofRow = (row: number): BinaryTargets => {
      const [begin, end] = [row * columns, (row + 1) * columns]
      return { positive: truth.subarray(begin, end), scores: scores.subarray(begin, end), weights: undefined }
    }
    return weightedAverage(
      Float64Array.from({ length: rows }, (_, row) => metric(ofRow(row))),
      weights,
    )
  }
  const ofColumn = (j: number): BinaryTargets => ({
    positive: Uint8Array.from({ length: rows }, (_, row) => truth[row * columns + j] as number),
    scores: Float64Array.from({ length: rows }, (_, row) => scores[row * columns + j] as number),
    weights,
  })
  const shares = average === "weighted" ? weightOfClasses(classes) : undefined
  if (shares !== undefined && Math.abs(pairwiseSum(shares)) <= 1e-8) return 0
  const values = Float64Array.from({ length: columns }, (_, j) => metric(ofColumn(j)))
  return average === null ? values : weightedAverage(values, shares)
}

/** @throws INVALID_ARGUMENT for an unknown average */
export function checkScoreAverage(average: ScoreAverage | null): void {
  if (AVERAGES.includes(average)) return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `average: takes ${AVERAGES.map(String).join(", ")}, got ${describe(average)}`,
  )
}

/** The mean, in which what has no weight counts as 0, even NaN. */
function weightedAverage(values: Float64Array, weights: Float64Array | undefined): number {
  return averageOf(weights === undefined ? values : values.map((value, i) => (weights[i] === 0 ? 0 : value)), weights)
}

function weightOfClasses({ rows, columns, truth, weights }: ClassScores): Float64Array {
  const totals = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) {
      if (truth[row * columns + j] === 1) totals[j] = (totals[j] as number) + (weights?.[row] ?? 1)
    }
  }
  return totals
}
