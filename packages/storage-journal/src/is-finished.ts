import type { FinishedState, TrialState } from "@parzen/core"

/** Whether a trial in `state` has ended. */
export function isFinished(state: TrialState): state is FinishedState {
  return state === "complete" || state === "pruned" || state === "fail"
}
