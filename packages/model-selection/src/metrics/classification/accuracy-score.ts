import { average, weightedSum } from "../average.ts"
import type { WeightOptions } from "../check-weights.ts"
import type { IndicatorPair } from "../pair-targets.ts"
import { pairTargets } from "../pair-targets.ts"

/** Options of {@link accuracyScore}. */
export interface AccuracyOptions extends WeightOptions {
  /** Whether to answer the share of right predictions, or else their number (their weight). By default true. */
  readonly normalize?: boolean | undefined
}

/**
 * The share of predictions that are right, from 0 to 1; of several labels at once all of a row must be (scikit-learn
 * 1.9, `accuracy_score`).
 * @throws INVALID_DATA for lists of different length, empty ones, and what are no classes
 */
export function accuracyScore<Y>(
  yTrue: ArrayLike<Y>,
  yPred: ArrayLike<Y>,
  { normalize = true, sampleWeight }: AccuracyOptions = {},
): number {
  const pair = pairTargets(yTrue, yPred, sampleWeight)
  const hits =
    pair.kind === "labels"
      ? Float64Array.from(pair.yTrue, (code, row) => Number(code === pair.yPred[row]))
      : rowHits(pair)
  return normalize ? average(hits, pair.weights) : weightedSum(hits, pair.weights)
}

function rowHits({ yTrue: { nRows, nLabels, data }, yPred }: IndicatorPair): Float64Array {
  const hits = new Float64Array(nRows).fill(1)
  for (const [i, value] of data.entries()) if (value !== yPred.data[i]) hits[Math.floor(i / nLabels)] = 0
  return hits
}
