import type { EstimatorParams, ReadParams } from "@parzen/boosting"
import { readEstimatorParams } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import type { XGBoostParams } from "../booster/params.ts"
import { paramPairs } from "../booster/params.ts"

/** Parameters of the estimators: XGBoost's own, and `n_estimators`, `early_stopping_rounds`, `validation_fraction`. */
export type XGBParams = XGBoostParams & EstimatorParams

/**
 * The parameters in their parts. XGBoost itself looks at its own when training begins.
 * @throws INVALID_ARGUMENT, for an objective that does not fit too
 */
export function readXGBParams(params: XGBParams, objectives: readonly string[] | undefined): ReadParams {
  const read = readEstimatorParams(params)
  paramPairs(read.params as XGBoostParams)
  const { objective } = read.params
  if (objective !== undefined && objectives !== undefined && !objectives.includes(objective as string))
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `'objective': a classifier takes ${objectives.map((name) => `'${name}'`).join(" or ")}, got ${describe(objective)}`,
    )
  return read
}
