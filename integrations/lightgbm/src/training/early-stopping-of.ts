import type { Evaluation, RoundCallback } from "@parzen/boosting"
import { earlyStopping } from "@parzen/boosting"
import { ParzenError, warn } from "@parzen/core"
import type { TrainingPlan } from "./training-plan.ts"

/**
 * Early stopping as LightGBM's Python package has it: every metric on every data but the training data (named `trainName`) counts,
 * and the first that has not become better for so many rounds ends the training.
 * @throws INVALID_ARGUMENT if there is nothing to evaluate with
 */
export function stoppingOf(plan: TrainingPlan, hasValidData: boolean, trainName: string | undefined): RoundCallback[] {
  const { earlyStoppingRounds, firstMetricOnly, minDelta } = plan
  if (earlyStoppingRounds === undefined) return []
  if (!hasValidData && trainName === undefined)
    throw new ParzenError("INVALID_ARGUMENT", "early stopping needs data to evaluate with: give validSets")
  if (!hasValidData) {
    warn("early stopping looks at no training data, and validSets holds nothing else: all rounds are trained")
    return []
  }
  const watch = (evaluations: readonly Evaluation[]): readonly Evaluation[] => {
    const first = evaluations[0]?.metric
    return evaluations.filter(({ data, metric }) => data !== trainName && (!firstMetricOnly || metric === first))
  }
  return [earlyStopping({ rounds: earlyStoppingRounds, minDelta, watch })]
}
