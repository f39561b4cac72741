import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import type { Estimator } from "../estimator.ts"
import type { ScorerOptions } from "./scorer-options.ts"

/** Judges a fitted estimator on rows: greater is better. */
export type Scorer<X extends Data = Data, Y = Label> = (
  estimator: Estimator<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options?: ScorerOptions,
) => number | Promise<number>

/** Judges by several metrics at once. */
export type MultiScorer<X extends Data = Data, Y = Label> = (
  estimator: Estimator<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options?: ScorerOptions,
) => Scores | Promise<Scores>

/** Scores by the name of their metric. */
export type Scores<Metric extends string = string> = Readonly<Record<Metric, number>>

type PerAverage<Metric extends string> = Metric | `${Metric}_${"macro" | "micro" | "samples" | "weighted"}`

/** The scorers of classifiers that are known by name, under scikit-learn's names. */
export type ClassifierScorerName =
  | "accuracy"
  | "average_precision"
  | "balanced_accuracy"
  | "d2_brier_score"
  | "d2_log_loss_score"
  | "matthews_corrcoef"
  | "neg_brier_score"
  | "neg_log_loss"
  | "neg_negative_likelihood_ratio"
  | "positive_likelihood_ratio"
  | "roc_auc"
  | "roc_auc_ovo"
  | "roc_auc_ovo_weighted"
  | "roc_auc_ovr"
  | "roc_auc_ovr_weighted"
  | "top_k_accuracy"
  | PerAverage<"f1" | "jaccard" | "precision" | "recall">

/** The scorers of regressors that are known by name, under scikit-learn's names. */
export type RegressorScorerName =
  | "d2_absolute_error_score"
  | "explained_variance"
  | "neg_max_error"
  | "neg_mean_absolute_error"
  | "neg_mean_absolute_percentage_error"
  | "neg_mean_gamma_deviance"
  | "neg_mean_poisson_deviance"
  | "neg_mean_squared_error"
  | "neg_mean_squared_log_error"
  | "neg_median_absolute_error"
  | "neg_root_mean_squared_error"
  | "neg_root_mean_squared_log_error"
  | "r2"

/** The scorers that are known by name. */
export type ScorerName = ClassifierScorerName | RegressorScorerName

/** One metric, by name or as a function; its results go by `score`. */
export type SingleScoring<X extends Data = Data, Y = Label> = ScorerName | Scorer<X, Y>

/** Scorers by the name that their results go by. */
export type NamedScoring<Metric extends string, X extends Data = Data, Y = Label> = Readonly<
  Record<Metric, SingleScoring<X, Y>>
>

/**
 * What to measure: one metric, several in a list of names, several under names of one's own, or all by one function.
 */
export type Scoring<X extends Data = Data, Y = Label> =
  SingleScoring<X, Y> | readonly ScorerName[] | NamedScoring<string, X, Y> | MultiScorer<X, Y>
