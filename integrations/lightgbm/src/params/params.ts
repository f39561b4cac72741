/** What a loss or a metric may see of a dataset. */
export interface DatasetView {
  readonly numData: number
  readonly label: Float32Array | undefined
  readonly weight: Float32Array | undefined
  /** How many rows each query has. */
  readonly group: Int32Array | undefined
}

/** A parameter's value. Lists are handed over with commas, lists in lists in brackets; `null` and `undefined` are left out. */
export type ParamValue = number | string | boolean | null | undefined | readonly (number | string | readonly number[])[]

/**
 * LightGBM's parameters by its own names, or their aliases (`num_leaves`, `learning_rate` or `eta`): its documentation holds. As
 * `objective` also a function of yours.
 */
export interface LightGBMParams {
  readonly [name: string]: ParamValue | ObjectiveFunction
}

/**
 * A loss of your own: its first and second derivative by the raw score of each row of the training data. Of several classes
 * all scores of the first class come first, then all of the second, in what it is given and in what it answers.
 */
export type ObjectiveFunction = (
  scores: Float64Array,
  train: DatasetView,
) => { readonly gradient: ArrayLike<number>; readonly hessian: ArrayLike<number> }

/** A metric of your own, on predictions as the objective makes them: probabilities; raw scores under an objective of your own. */
export type MetricFunction = (predictions: Float64Array, data: DatasetView) => MetricResult | readonly MetricResult[]

/** What a {@link MetricFunction} answers. */
export interface MetricResult {
  readonly metric: string
  readonly value: number
  readonly greaterIsBetter: boolean
}
