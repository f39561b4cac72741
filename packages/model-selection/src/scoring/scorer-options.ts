/** What a scorer may take beside the rows. */
export interface ScorerOptions {
  /** A weight for each row. */
  readonly sampleWeight?: ArrayLike<number> | undefined
}
