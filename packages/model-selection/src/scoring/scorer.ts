import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import type { Estimator } from "../estimator.ts"

/** Judges a fitted estimator on rows: greater is better. */
export type Scorer<X extends Data = Data, Y = Label> = (
  estimator: Estimator<X, Y>,
  X: X,
  y: ArrayLike<Y>,
) => number | Promise<number>

/** Judges by several metrics at once. */
export type MultiScorer<X extends Data = Data, Y = Label> = (
  estimator: Estimator<X, Y>,
  X: X,
  y: ArrayLike<Y>,
) => Scores | Promise<Scores>

/** Scores by the name of their metric. */
export type Scores<Metric extends string = string> = Readonly<Record<Metric, number>>

/** The scorers that are known by name, under scikit-learn's names. */
export type ScorerName = "accuracy" | "r2"

/** One metric, by name or as a function; its results go by `score`. */
export type SingleScoring<X extends Data = Data, Y = Label> = ScorerName | Scorer<X, Y>

/** Scorers by the name that their results go by. */
export type NamedScoring<Metric extends string, X extends Data = Data, Y = Label> = Readonly<
  Record<Metric, SingleScoring<X, Y>>
>

/** What to measure: one metric, several in a list of names, several under names of one's own, or all by one function. */
export type Scoring<X extends Data = Data, Y = Label> =
  SingleScoring<X, Y> | readonly ScorerName[] | NamedScoring<string, X, Y> | MultiScorer<X, Y>
