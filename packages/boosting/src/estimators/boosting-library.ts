import type { DenseMatrix, TableData } from "../data/dense-matrix.ts"
import type { RoundCallback } from "../rounds/round-callback.ts"
import type { TunedParams } from "../tuner/tuning-step.ts"

/** What an adapter does for {@link BoostedModel}: `Model` is its booster, `Rows` what it predicts from. */
export interface BoostingLibrary<Model, Rows> {
  /** Trains; the model is disposed of where that fails. With early stopping it predicts by its best round. */
  train(request: FitRequest<Model>): Promise<Model>
  /** What is predicted: a number for each row, or of several outputs a list. */
  predict(model: Model, rows: Rows): Promise<ArrayLike<number> | readonly (readonly number[])[]>
  /** What the splits by each column gain, one number for each. @throws INVALID_ARGUMENT for a model without splits */
  gains(model: Model, nColumns: number): readonly number[]
  toRows(table: TableData): Rows
  freeRows(rows: Rows): void
  freeModel(model: Model): void
}

/** A training of an estimator. */
export interface FitRequest<Model> {
  /** The library's parameters, without those of the estimator. */
  readonly params: TunedParams
  readonly numBoostRound: number
  readonly earlyStoppingRounds: number | undefined
  /** How many classes the labels count, from 0; of a regression `undefined`. */
  readonly nClasses: number | undefined
  readonly train: FitPart
  /** What early stopping watches. */
  readonly validation: FitPart | undefined
  readonly callbacks: readonly RoundCallback<Model>[]
  readonly signal: AbortSignal | undefined
}

/** Rows with what is to be learnt of them. */
export interface FitPart {
  readonly rows: DenseMatrix
  readonly label: ArrayLike<number>
  readonly weight: ArrayLike<number> | undefined
}
