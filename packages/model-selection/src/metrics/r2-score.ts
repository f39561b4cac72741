import { checkPredictions } from "./check-predictions.ts"

/** Options of {@link r2Score}. */
export interface R2Options {
  /** A weight for each row. */
  readonly sampleWeight?: ArrayLike<number> | undefined
}

/**
 * The coefficient of determination: 1 is perfect, 0 as good as the mean of `yTrue`, below that worse. Where `yTrue` is
 * constant, 1 if predicted exactly and else 0; of one row NaN (scikit-learn 1.9, `r2_score`).
 * @throws INVALID_DATA for lists of different length, and empty ones
 */
export function r2Score(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, { sampleWeight }: R2Options = {}): number {
  checkPredictions(yTrue, yPred, sampleWeight)
  const n = yTrue.length
  if (n < 2) return NaN
  const weight = (i: number): number => (sampleWeight === undefined ? 1 : (sampleWeight[i] as number))
  let sum = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    sum += weight(i) * (yTrue[i] as number)
    total += weight(i)
  }
  const mean = sum / total
  let residual = 0
  let spread = 0
  for (let i = 0; i < n; i++) {
    const value = yTrue[i] as number
    residual += weight(i) * (value - (yPred[i] as number)) ** 2
    spread += weight(i) * (value - mean) ** 2
  }
  if (spread === 0) return residual === 0 ? 1 : 0
  return 1 - residual / spread
}
