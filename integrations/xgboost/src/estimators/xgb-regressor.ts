import { BoostedModel, numberTargets, toNumbers } from "@parzen/boosting"
import type { Data, Estimator, FitOptions } from "@parzen/model-selection"
import type { Booster } from "../booster/booster.ts"
import type { DMatrix } from "../data/d-matrix.ts"
import type { XGBParams } from "./xgb-params.ts"
import { readXGBParams } from "./xgb-params.ts"
import { XGBOOST } from "./xgboost-estimators.ts"

/**
 * Boosted trees of XGBoost that predict numbers, as an estimator for cross-validation and the searches. Training lets the event loop
 * go on; `dispose()` frees the model.
 */
export class XGBRegressor implements Estimator<Data, number> {
  readonly estimatorType = "regressor"
  readonly params: XGBParams
  readonly #boosted: BoostedModel<Booster, DMatrix>

  /** @throws INVALID_ARGUMENT; parameters of XGBoost are looked at by `fit` */
  constructor(params: XGBParams = {}) {
    this.#boosted = new BoostedModel(XGBOOST, readXGBParams(params, undefined))
    this.params = { ...params }
  }

  /** The trained model, until the next `fit` or `dispose`. @throws NOT_FITTED */
  get booster(): Booster {
    return this.#boosted.model
  }

  /** For each column the share of all that the splits gain. @throws NOT_FITTED; INVALID_ARGUMENT for `gblinear` */
  get featureImportances(): readonly number[] {
    return this.#boosted.importances
  }

  /** A fresh, untrained estimator in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  withParams(params: Readonly<Record<string, unknown>>): XGBRegressor {
    return new XGBRegressor({ ...this.params, ...params } as XGBParams)
  }

  /**
   * Trains on `X`, a table of numbers, and `y`, a finite number for each row. NaN in `X` is a missing value.
   * @throws INVALID_DATA; UNKNOWN_PARAMETER, XGBOOST_ERROR; ALREADY_FITTING; the signal's reason
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
