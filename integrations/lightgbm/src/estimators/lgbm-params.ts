import type { EstimatorParams, ReadParams } from "@parzen/boosting"
import { readEstimatorParams } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import type { LightGBMParams } from "../params/params.ts"

/** Parameters of the estimators: LightGBM's own, and `n_estimators`, `early_stopping_rounds`, `validation_fraction`. */
export type LGBMParams = LightGBMParams & EstimatorParams

const CLASSIFYING = /^(binary|multiclass|softmax|multiclassova|multiclass_ova|ova|ovr)$/

/** The parameters in their parts. LightGBM's own are looked at by `fit`. @throws INVALID_ARGUMENT */
export function readLGBMParams(params: LGBMParams, isClassifier: boolean): ReadParams {
  const read = readEstimatorParams(params)
  const { objective } = read.params
  if (objective !== undefined && isClassifier && !CLASSIFYING.test(String(objective)))
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `'objective': a classifier takes 'binary', 'multiclass' or 'multiclassova', got ${describe(objective)}`,
    )
  return read
}
