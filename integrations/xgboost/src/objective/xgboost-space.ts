import type { FloatDistribution, IntDistribution } from "@parzen/core"
import { float, int } from "@parzen/core"

/** The space that {@link xgboostSpace} answers. */
export interface XGBoostSpace {
  readonly eta: FloatDistribution
  readonly max_depth: IntDistribution
  readonly min_child_weight: FloatDistribution
  readonly subsample: FloatDistribution
  readonly colsample_bytree: FloatDistribution
  readonly reg_alpha: FloatDistribution
  readonly reg_lambda: FloatDistribution
}

/** What `xgboostObjective` searches by default, to use with changes: `{ ...xgboostSpace(), max_depth: int(2, 4) }`. */
export function xgboostSpace(): XGBoostSpace {
  return {
    eta: float(0.01, 0.3, { log: true }),
    max_depth: int(2, 10),
    min_child_weight: float(0.1, 20, { log: true }),
    subsample: float(0.5, 1),
    colsample_bytree: float(0.5, 1),
    reg_alpha: float(1e-8, 10, { log: true }),
    reg_lambda: float(1e-8, 10, { log: true }),
  }
}
