import type { Distribution, Params, ParamValue } from "../distributions/distribution.ts"
import type { SearchSpace } from "../space/search-space.ts"
import type { FinishedState } from "../trial/state.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"

/** Takes the next number, from 0 and in any case from `atLeast`, of a counter that all workers of a study share. */
export type TakeNumber = (key: string, atLeast: number) => Promise<number>

/**
 * Draws the parameters of trials. All of it but `reserve` is synchronous over the view. A trial calls `beforeTrial` when it starts,
 * then, at its first parameter that is neither fixed nor single-valued, `inferRelativeSearchSpace` and `sampleRelative`, and
 * `sampleIndependent` for each parameter that these did not give.
 */
export interface Sampler {
  /** Called when the trial starts, before its first parameter. */
  beforeTrial?(study: StudyView, trial: TrialView): void
  /**
   * Called when the trial starts, after `beforeTrial`, with the space that would be drawn together now; it is awaited. A place to
   * take a number out of a counter that all workers of the study share.
   */
  reserve?(study: StudyView, trial: TrialView, space: SearchSpace, take: TakeNumber): Promise<void>
  /** The parameters to draw together, in the order of drawing. By default none. */
  inferRelativeSearchSpace?(study: StudyView, trial: TrialView): SearchSpace
  /** Values for `space`, or for a part of it. By default none. */
  sampleRelative?(study: StudyView, trial: TrialView, space: SearchSpace): Params
  /** A value for one parameter that was not drawn together with others. */
  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue
  /** Called when the trial ends, before its end is written; `values` is `undefined` unless complete or pruned after a report. */
  afterTrial?(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void
}
