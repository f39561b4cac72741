/** What is predicted positive as the threshold falls from score to score. */
export interface ThresholdCounts {
  /** The distinct scores, descending. */
  readonly thresholds: Float64Array
  /** The weight of the positive rows at or above each. */
  readonly truePositives: Float64Array
  /** The weight of the other rows at or above each. */
  readonly falsePositives: Float64Array
}

/** Counts at each distinct score; rows of weight 0 are left out. `positive` is 1 or 0 for each row. */
export function countAtThresholds(
  positive: ArrayLike<number>,
  scores: Float64Array,
  weights?: Float64Array,
): ThresholdCounts {
  const order = descending(scores).filter((row) => weights?.[row] !== 0)
  const thresholds: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  let right = 0
  let wrong = 0
  for (const [place, row] of order.entries()) {
    const weight = weights?.[row] ?? 1
    if (positive[row] === 1) right += weight
    else wrong += weight
    const score = scores[row] as number
    const next = order[place + 1]
    if (next !== undefined && scores[next] === score) continue
    thresholds.push(score)
    truePositives.push(right)
    falsePositives.push(wrong)
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
  }
}

/** Rows by score, the highest first, in order where scores are equal. */
function descending(scores: Float64Array): Int32Array {
  return Int32Array.from(scores, (_, row) => row).sort((a, b) => (scores[b] as number) - (scores[a] as number))
}
