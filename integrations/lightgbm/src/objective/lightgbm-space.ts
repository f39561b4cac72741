import type { FloatDistribution, IntDistribution } from "@parzen/core"
import { float, int } from "@parzen/core"

/** The space that {@link lightgbmSpace} answers. */
export interface LightGBMSpace {
  readonly learning_rate: FloatDistribution
  readonly num_leaves: IntDistribution
  readonly min_data_in_leaf: IntDistribution
  readonly feature_fraction: FloatDistribution
  readonly bagging_fraction: FloatDistribution
  readonly bagging_freq: IntDistribution
  readonly lambda_l1: FloatDistribution
  readonly lambda_l2: FloatDistribution
}

/** What `lightgbmObjective` searches by default, to use with changes: `{ ...lightgbmSpace(), num_leaves: int(2, 31) }`. */
export function lightgbmSpace(): LightGBMSpace {
  return {
    learning_rate: float(0.01, 0.3, { log: true }),
    num_leaves: int(4, 256, { log: true }),
    min_data_in_leaf: int(5, 100, { log: true }),
    feature_fraction: float(0.4, 1),
    bagging_fraction: float(0.4, 1),
    bagging_freq: int(1, 7),
    lambda_l1: float(1e-8, 10, { log: true }),
    lambda_l2: float(1e-8, 10, { log: true }),
  }
}
