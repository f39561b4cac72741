import { checkPredictions } from "./check-predictions.ts"

/** Options of {@link accuracyScore}. */
export interface AccuracyOptions {
  /** Whether to answer the share of right predictions, or else their number (their weight). By default true. */
  readonly normalize?: boolean | undefined
  /** A weight for each row. */
  readonly sampleWeight?: ArrayLike<number> | undefined
}

/**
 * The share of predictions that are right, from 0 to 1 (scikit-learn 1.9, `accuracy_score`).
 * @throws INVALID_DATA for lists of different length, and empty ones
 */
export function accuracyScore<Y>(yTrue: ArrayLike<Y>, yPred: ArrayLike<Y>, { normalize = true, sampleWeight }: AccuracyOptions = {}): number {
  checkPredictions(yTrue, yPred, sampleWeight)
  let right = 0
  let total = 0
  for (let i = 0; i < yTrue.length; i++) {
    const weight = sampleWeight === undefined ? 1 : (sampleWeight[i] as number)
    if (yTrue[i] === yPred[i]) right += weight
    total += weight
  }
  return normalize ? right / total : right
}
