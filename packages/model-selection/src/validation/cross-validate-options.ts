import type { TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { Label } from "../data/labels.ts"
import type { FitOptions } from "../estimator.ts"
import type { ScorerOptions } from "../scoring/scorer-options.ts"
import type { Scoring } from "../scoring/scorer.ts"
import type { CV } from "../splits/check-cv.ts"
import { checkSignal } from "./check-signal.ts"

/** Options of `crossValScore` and {@link CrossValidateOptions}. */
export interface CrossValScoreOptions<S = Scoring> {
  /** How to split; by default 5 folds, stratified for a classifier. */
  readonly cv?: CV | undefined
  /** What to measure; by default the estimator's own `score`, else accuracy of a classifier and R² of a regressor. */
  readonly scoring?: S | undefined
  /** The group of each row, for splitters that keep groups together. */
  readonly groups?: ArrayLike<Label> | undefined
  /** Passed to every `fit`; an array with an item for each row is cut to the training rows. */
  readonly fitOptions?: FitOptions | undefined
  /**
   * Passed to every scorer: `sampleWeight`, cut to the rows that are scored. Weights of `fitOptions` do not weigh scores, as in
   * scikit-learn.
   */
  readonly scorerOptions?: ScorerOptions | undefined
  /** How many fits are awaited at once, by default 1; -1 for as many as there are processors. */
  readonly nJobs?: number | undefined
  /** The score where a fit or a scorer fails, or `"raise"` to throw what was thrown. By default NaN, with a warning. */
  readonly errorScore?: number | "raise" | undefined
  /** Each fold is reported to this trial as its step; where its pruner says so, `TrialPruned` is thrown before the next fold. */
  readonly trial?: TrialLike | undefined
  /**
   * What is reported: after each fold the mean of the scores so far (the default), or its own score, which pairs the folds of two
   * trials as the Wilcoxon pruner wants them; or after each step of training (`"step"`: an epoch, a round) the mean over all
   * folds, which then train side by side, whatever `nJobs`, by an estimator whose `fit` calls `options.onStep`.
   */
  readonly report?: FoldReport | undefined
  /**
   * Ends cross-validation with the signal's reason, while fits under way settle unheard; by default that of `trial`. Every `fit`
   * gets it too.
   */
  readonly signal?: AbortSignal | undefined
}

/** What is reported to a trial. */
export type FoldReport = "mean" | "fold" | "step"

/** Options of `crossValidate`. */
export interface CrossValidateOptions<S = Scoring> extends CrossValScoreOptions<S> {
  /** Whether to score the training rows too; by default not. */
  readonly returnTrainScore?: boolean | undefined
  /** Whether to keep the fitted estimators; by default they are disposed of. */
  readonly returnEstimator?: boolean | undefined
  /** Whether to answer the rows of each split. */
  readonly returnIndices?: boolean | undefined
}

/** @throws INVALID_ARGUMENT */
export function checkOptions({ errorScore, report, signal }: CrossValScoreOptions<unknown>): void {
  checkSignal(signal)
  if (errorScore !== undefined && errorScore !== "raise" && typeof errorScore !== "number") {
    throw new ParzenError("INVALID_ARGUMENT", `errorScore: takes a number or 'raise', got ${describe(errorScore)}`)
  }
  if (report !== undefined && report !== "mean" && report !== "fold" && report !== "step") {
    throw new ParzenError("INVALID_ARGUMENT", `report: takes 'mean', 'fold' or 'step', got ${describe(report)}`)
  }
}
