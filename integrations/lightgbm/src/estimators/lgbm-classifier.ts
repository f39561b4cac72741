import type { TableData } from "@parzen/boosting"
import { BoostedClassifier } from "@parzen/boosting"
import type { Label } from "@parzen/model-selection"
import type { Booster } from "../booster/booster.ts"
import type { LGBMParams } from "./lgbm-params.ts"
import { readLGBMParams } from "./lgbm-params.ts"
import { LIGHTGBM } from "./lightgbm-estimators.ts"

/**
 * Boosted trees of LightGBM that predict classes, as an estimator for cross-validation and the searches. Training lets the event loop
 * go on; `dispose()` frees the model.
 */
export class LGBMClassifier<Y extends Label = Label> extends BoostedClassifier<Y, LGBMParams, Booster, TableData> {
  /** @throws INVALID_ARGUMENT; parameters of LightGBM are looked at by `fit` */
  constructor(params: LGBMParams = {}) {
    super(LIGHTGBM, params, readLGBMParams(params, true))
  }

  /** A fresh, untrained estimator in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  withParams(params: Readonly<Record<string, unknown>>): LGBMClassifier<Y> {
    return new LGBMClassifier<Y>({ ...this.params, ...params } as LGBMParams)
  }
}
