import type { PruningOptions, RoundCallback } from "@parzen/boosting"
import { pruningCallback } from "@parzen/boosting"
import type { TrialLike } from "@parzen/core"

/**
 * Reports the evaluation `key`, `"validation-logloss"` of `train` or `"test-logloss"` of `cv`, to the trial after every `interval`
 * rounds (step = round, from 0), and leaves the training by `TrialPruned` if the pruner says so, or if the value is NaN.
 * @throws INVALID_ARGUMENT; out of training METRIC_MISSING, with the names that there are, and DIRECTION_MISMATCH
 */
export function xgboostPruningCallback(trial: TrialLike, key: string, options: PruningOptions = {}): RoundCallback {
  return pruningCallback(trial, key, options)
}
