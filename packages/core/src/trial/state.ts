/** Where a trial stands. */
export type TrialState = "running" | "complete" | "pruned" | "fail" | "waiting"

/** The states of a trial that has ended. */
export type FinishedState = "complete" | "pruned" | "fail"

/** All states, in the order of Optuna's numbers 0 to 4. */
export const TRIAL_STATES: readonly TrialState[] = ["running", "complete", "pruned", "fail", "waiting"]

/** Whether a trial in `state` has ended: it then never changes again. */
export function isFinished(state: TrialState): state is FinishedState {
  return state === "complete" || state === "pruned" || state === "fail"
}
