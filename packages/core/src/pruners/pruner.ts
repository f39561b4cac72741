import type { StudyView, TrialView } from "../trial/study-view.ts"

/** Decides whether a running trial is not worth going on with. Synchronous over the view. */
export interface Pruner {
  /** Whether to stop `trial` now, given what it has reported so far. */
  prune(study: StudyView, trial: TrialView): boolean
}
