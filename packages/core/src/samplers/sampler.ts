import type { Distribution, Params, ParamValue } from "../distributions/distribution.ts"
import type { SearchSpace } from "../space/search-space.ts"
import type { FinishedState } from "../trial/state.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"

/**
 * Draws the parameters of trials. All of it is synchronous over the view. A trial calls `beforeTrial` when it starts, then,
 * at its first parameter that is neither fixed nor single-valued, `inferRelativeSearchSpace` and `sampleRelative`, and
 * `sampleIndependent` for each parameter that these did not give.
 */
export interface Sampler {
  /** Called when the trial starts, before its first parameter. */
  beforeTrial?(study: StudyView, trial: TrialView): void
  /** The parameters to draw together, in the order of drawing. By default none. */
  inferRelativeSearchSpace?(study: StudyView, trial: TrialView): SearchSpace
  /**
   * Names a counter that all workers of the study share, for the trial to take a number from, 0 first. Asked when the trial
   * starts, with the space to draw together, unless there is nothing in it to draw.
   */
  counterKey?(study: StudyView, trial: TrialView, space: SearchSpace): string | undefined
  /** Values for `space`, or for a part of it. By default none. `index` is the number taken, if one was. */
  sampleRelative?(study: StudyView, trial: TrialView, space: SearchSpace, index?: number): Params
  /** A value for one parameter that was not drawn together with others. */
  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue
  /** Called when the trial ends, before its end is written; `values` is `undefined` unless complete or pruned after a report. */
  afterTrial?(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void
}
