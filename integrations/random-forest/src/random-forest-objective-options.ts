import type { TrialLike } from "@parzen/core"
import type { CV, Data, FoldReport, Label, SingleScoring } from "@parzen/model-selection"
import type { RandomForestClassifierParams, RandomForestRegressorParams } from "./params.ts"
import type { RandomForestSpace } from "./random-forest-space.ts"
import type { Task } from "./task.ts"

/** Options of `randomForestObjective`. */
export interface RandomForestObjectiveOptions<Y extends Label = Label, T extends Task = "classification"> {
  /** Whether `y` holds classes (the default) or numbers to regress on. */
  readonly task?: T | undefined
  /** How to split; a number of folds, a splitter, or the splits. By default 5 folds, stratified if classes are predicted. Made once: all trials see the same. */
  readonly cv?: CV | undefined
  /** The group of each row, for splitters that keep groups together. */
  readonly groups?: ArrayLike<Label> | undefined
  /** What to search, or a function that asks the trial by itself. By default `randomForestSpace({ task })`. */
  readonly space?: RandomForestSpace<T> | ((trial: TrialLike) => ParamsOf<T>) | undefined
  /** Parameters that stay as they are. */
  readonly params?: Omit<ParamsOf<T>, "seed" | "oobScore"> | undefined
  /** What to maximise; by default accuracy, or R² of a regression. */
  readonly scoring?: SingleScoring<Data, Y> | undefined
  /**
   * Fold k grows its forest from `seed + k`, by default from 42 on: the same in every trial, so that trials differ by their
   * parameters alone. Or a function that gives the seed of a trial's fold.
   */
  readonly seed?: number | ((trial: number, fold: number) => number) | undefined
  /** What each fold reports to the trial: the mean of the scores so far (the default), or its own score. */
  readonly report?: FoldReport | undefined
  /**
   * Whether to grow one forest on all rows and score what its trees say of the rows they were grown without, in place of
   * cross-validation; then `cv`, `groups` and `report` have no use and are refused. By default false.
   */
  readonly oobScore?: boolean | undefined
}

/** The parameters of a forest for `T`. */
export type ParamsOf<T extends Task> = T extends "regression"
  ? RandomForestRegressorParams
  : RandomForestClassifierParams
