import type { TableData } from "@parzen/boosting"

/** What a `DMatrix` knows of its rows beside their values. */
export interface RowInfo {
  /** What is to be learnt: a finite number for each row, from 0 for classes; or rows of several targets. */
  readonly label?: ArrayLike<number> | TableData | undefined
  /** A weight from 0 for each row; of a ranking for each group. */
  readonly weight?: ArrayLike<number> | undefined
  /** What boosting begins with, before the objective's transformation: a number for each row, or rows of one for each class. */
  readonly baseMargin?: ArrayLike<number> | TableData | undefined
  /** Of a ranking the sizes of the groups, in the order of the rows. */
  readonly group?: ArrayLike<number> | undefined
  /** Of a survival regression the lower ends of the labels. */
  readonly labelLowerBound?: ArrayLike<number> | undefined
  /** Of a survival regression the upper ends of the labels: infinite where they are not known. */
  readonly labelUpperBound?: ArrayLike<number> | undefined
}

/** Options of a `DMatrix`. */
export interface DMatrixOptions extends RowInfo {
  /** The value that stands for a missing one beside NaN; by default none. */
  readonly missing?: number | undefined
  /** The names of the columns, for the model and its importances. */
  readonly featureNames?: readonly string[] | undefined
  /** The kind of each column: `"q"` for numbers, `"c"` for categories numbered from 0. */
  readonly featureTypes?: readonly string[] | undefined
  /** How many threads read the values; by default one. */
  readonly nthread?: number | undefined
}
