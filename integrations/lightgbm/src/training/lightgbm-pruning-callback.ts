import type { PruningOptions, RoundCallback } from "@parzen/boosting"
import { pruningCallback } from "@parzen/boosting"
import type { TrialLike } from "@parzen/core"

/** Options of {@link lightgbmPruningCallback}. */
export interface LightGBMPruningOptions extends PruningOptions {
  /** The name of the validation data; `valid_0` by default. Of no meaning to `cv`, where the mean over the folds counts. */
  readonly validName?: string | undefined
}

/**
 * For `callbacks` of `train` and `cv`: reports `metric` on the validation data to the trial after every `interval` rounds (step =
 * round, from 0), and leaves the training by `TrialPruned` if the pruner says so, or if the value is NaN.
 * @throws INVALID_ARGUMENT; out of training METRIC_MISSING, and DIRECTION_MISMATCH if the metric goes another way than `direction`
 */
export function lightgbmPruningCallback(
  trial: TrialLike,
  metric: string,
  options: LightGBMPruningOptions = {},
): RoundCallback {
  const { validName = "valid_0", ...pruning } = options
  const ofTrain = pruningCallback(trial, metric === "" ? "" : `${validName}-${metric}`, pruning)
  const ofCv = pruningCallback(trial, `valid-${metric}`, pruning)
  return {
    afterRound(context) {
      const isCv = context.evaluations.some(({ stdv }) => stdv !== undefined)
      return (isCv ? ofCv : ofTrain).afterRound?.(context)
    },
  }
}
