/** What came out of a training, on either side. */
export interface Answer {
  /** Row by row, of the validation data. */
  readonly predictions: readonly number[]
  /** The same before the objective's transformation. */
  readonly margins: readonly number[]
  /** By data and metric, after each round. */
  readonly evaluations: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  /** By kind and column; several for each class of a linear model. */
  readonly importances: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  /** The best round, of early stopping. */
  readonly bestRound?: number
  /** The lists that `cv` answers. */
  readonly cv?: Readonly<Record<string, readonly number[]>> | undefined
}
