import type { Data, Estimator, FitOptions } from "@parzen/model-selection"
import { BoostedModel } from "./boosted-model.ts"
import type { BoostingLibrary } from "./boosting-library.ts"
import type { EstimatorParams, ReadParams } from "./estimator-params.ts"
import { numberTargets, toNumbers } from "./targets.ts"

/** Boosted trees that predict numbers, as an estimator for cross-validation and the searches; of one library by its adapter. */
export abstract class BoostedRegressor<Params extends EstimatorParams, Model, Rows> implements Estimator<Data, number> {
  readonly estimatorType = "regressor"
  readonly params: Params
  readonly #boosted: BoostedModel<Model, Rows>

  constructor(library: BoostingLibrary<Model, Rows>, params: Params, read: ReadParams) {
    this.#boosted = new BoostedModel(library, read)
    this.params = { ...params }
  }

  /** The trained model, until the next `fit` or `dispose`. @throws NOT_FITTED */
  get booster(): Model {
    return this.#boosted.model
  }

  /** For each column the share of all that the splits gain. @throws NOT_FITTED; INVALID_ARGUMENT for a linear booster */
  get featureImportances(): readonly number[] {
    return this.#boosted.importances
  }

  /** A fresh, untrained estimator in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  abstract withParams(params: Readonly<Record<string, unknown>>): Estimator<Data, number>

  /**
   * Trains on `X`, a table of numbers, and `y`, a finite number for each row. NaN in `X` is a missing value.
   * @throws INVALID_DATA; UNKNOWN_PARAMETER, and what else the library refuses; ALREADY_FITTING; the signal's reason
   */
  async fit(X: Data, y: ArrayLike<number>, options: FitOptions = {}): Promise<this> {
    await this.#boosted.fit(X, numberTargets(y), options)
    return this
  }

  /** The predicted number of each row. @throws NOT_FITTED, INVALID_DATA; INVALID_ARGUMENT for objectives of several numbers */
  async predict(X: Data): Promise<Float64Array> {
    return toNumbers(await this.#boosted.predict(X))
  }

  /** Frees the model. */
  dispose(): void {
    this.#boosted.dispose()
  }
}
