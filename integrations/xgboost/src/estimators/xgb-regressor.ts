import { BoostedRegressor } from "@parzen/boosting"
import type { Booster } from "../booster/booster.ts"
import type { DMatrix } from "../data/d-matrix.ts"
import type { XGBParams } from "./xgb-params.ts"
import { readXGBParams } from "./xgb-params.ts"
import { XGBOOST } from "./xgboost-estimators.ts"

/**
 * Boosted trees of XGBoost that predict numbers, as an estimator for cross-validation and the searches. Training lets the event loop
 * go on; `dispose()` frees the model.
 */
export class XGBRegressor extends BoostedRegressor<XGBParams, Booster, DMatrix> {
  /** @throws INVALID_ARGUMENT; parameters of XGBoost are looked at by `fit` */
  constructor(params: XGBParams = {}) {
    super(XGBOOST, params, readXGBParams(params, undefined))
  }

  /** A fresh, untrained estimator in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  withParams(params: Readonly<Record<string, unknown>>): XGBRegressor {
    return new XGBRegressor({ ...this.params, ...params } as XGBParams)
  }
}
