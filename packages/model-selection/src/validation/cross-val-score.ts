import { ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import type { SingleScoring } from "../scoring/scorer.ts"
import type { CrossValScoreOptions } from "./cross-validate-options.ts"
import type { EstimatorSource } from "./cross-validate.ts"
import { crossValidate } from "./cross-validate.ts"

/**
 * The test score of each split; `crossValidate` says more (scikit-learn 1.9, `cross_val_score`).
 * @throws as `crossValidate`, and INVALID_ARGUMENT for several metrics
 */
export async function crossValScore<X extends Data, Y>(
  estimator: EstimatorSource<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options: CrossValScoreOptions<SingleScoring<X, Y>> = {},
): Promise<Float64Array> {
  if (typeof options.scoring === "object") {
    throw new ParzenError("INVALID_ARGUMENT", "scoring: crossValScore takes one metric, crossValidate takes several")
  }
  const { test_score: scores } = (await crossValidate(estimator, X, y, options)) as {
    readonly test_score?: Float64Array
  }
  if (scores !== undefined) return scores
  throw new ParzenError("INVALID_ARGUMENT", "scoring: crossValScore takes a scorer that answers a number, not several")
}
