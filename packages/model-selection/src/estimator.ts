import type { Data } from "./data/data.ts"
import type { Label } from "./data/labels.ts"
import type { ScorerOptions } from "./scoring/scorer-options.ts"

/** What `fit` may take beside the rows. */
export interface FitOptions {
  /** A weight for each row. */
  readonly sampleWeight?: ArrayLike<number> | undefined
  /** Aborts when the result is no longer wanted. */
  readonly signal?: AbortSignal | undefined
  /**
   * Called by an estimator that trains in steps (epochs, rounds) after each, from 0, when it can predict already. What it throws
   * ends the training.
   */
  readonly onStep?: ((step: number) => void | Promise<void>) | undefined
  /** Whatever else the estimator knows. */
  readonly [name: string]: unknown
}

/**
 * A model that can be trained, as scikit-learn's estimators are. Every method may answer at once or by a promise.
 * `X` is the kind of data it takes, `Y` the value of one row: a label, or the number to regress on.
 */
export interface Estimator<X extends Data = Data, Y = Label> {
  readonly estimatorType: "classifier" | "regressor"
  /** The hyperparameters by name. */
  readonly params: object
  /** The classes after `fit`, in the order of the columns of `predictProba`. */
  readonly classes?: ArrayLike<Y> | undefined
  /** A fresh, unfitted estimator in which `params` replace those of the same names. */
  withParams(params: Readonly<Record<string, unknown>>): Estimator<X, Y>
  /** Trains on `X` and `y`, a value for each row. What it answers is ignored. */
  fit(X: X, y: ArrayLike<Y>, options?: FitOptions): unknown
  /** The predicted value of each row. */
  predict(X: X): ArrayLike<Y> | Promise<ArrayLike<Y>>
  /** For each row the probability of each class. */
  predictProba?(X: X): ArrayLike<ArrayLike<number>> | Promise<ArrayLike<ArrayLike<number>>>
  /** For each row how far it lies on the side of the second class, or a value for each class. */
  decisionFunction?(X: X): Decisions | Promise<Decisions>
  /** How well `X` is predicted, greater is better; by default accuracy, or R² of a regressor. */
  score?(X: X, y: ArrayLike<Y>, options?: ScorerOptions): number | Promise<number>
  /** Frees what the garbage collector does not. */
  dispose?(): void | Promise<void>
}

/** What `decisionFunction` answers. */
export type Decisions = ArrayLike<number> | ArrayLike<ArrayLike<number>>
