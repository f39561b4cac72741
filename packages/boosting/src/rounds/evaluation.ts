/** The value of one metric on one set of data after a round. */
export interface Evaluation {
  /** The name of the data: `"validation"`. */
  readonly data: string
  /** The name of the metric: `"logloss"`. */
  readonly metric: string
  /** Of cross-validation the mean over the folds. */
  readonly value: number
  /** Of cross-validation the standard deviation over the folds, by the number of folds, as numpy's `std` has it. */
  readonly stdv?: number
  /** Whether greater is better; `undefined` where nobody knows, of a metric of the user's. */
  readonly greaterIsBetter?: boolean | undefined
}

/** The values of all rounds: `history.validation.logloss[round]`. */
export type EvaluationHistory = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>

/** `validation-logloss`: how {@link findEvaluation} and its errors name an evaluation. */
export function evaluationKey({ data, metric }: Pick<Evaluation, "data" | "metric">): string {
  return `${data}-${metric}`
}
