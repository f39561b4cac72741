import { describe, ParzenError } from "../errors.ts"
import type { StudyView, TrialView } from "./study-view.ts"

/** Under this name a live study or trial has what {@link viewOf} answers, whichever copy of this package has made it. */
export const VIEW: unique symbol = Symbol.for("@parzen/core/view")

/** A live study or trial. */
export interface Viewed<View extends StudyView | TrialView> {
  readonly [VIEW]: View
}

/**
 * What an algorithm may see of a live study or trial, and keep in it: for adapters that keep system attributes as Optuna does.
 * @throws TRIAL_FINISHED for a trial that has ended, INVALID_ARGUMENT for what is neither
 */
export function viewOf<View extends StudyView | TrialView>(studyOrTrial: Viewed<View>): View {
  if (typeof studyOrTrial === "object" && studyOrTrial !== null && VIEW in studyOrTrial) return studyOrTrial[VIEW]
  throw new ParzenError("INVALID_ARGUMENT", `viewOf takes a live study or trial, got ${describe(studyOrTrial)}`)
}
