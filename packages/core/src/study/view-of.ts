import { describe, ParzenError } from "../errors.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { VIEW } from "../trial/view.ts"
import type { Study } from "./study.ts"
import type { Trial } from "./trial.ts"

/**
 * What an algorithm may see of a live study or trial, and keep in it: for adapters that keep system attributes as Optuna does.
 * @throws TRIAL_FINISHED for a trial that has ended, INVALID_ARGUMENT for what is neither
 */
export function viewOf(study: Study): StudyView
export function viewOf(trial: Trial): TrialView
export function viewOf(live: Study | Trial): StudyView | TrialView {
  const view = (live as { readonly [VIEW]?: StudyView | TrialView } | null | undefined)?.[VIEW]
  if (view !== undefined) return view
  throw new ParzenError("INVALID_ARGUMENT", `viewOf takes a live study or trial, got ${describe(live)}`)
}
