import type { Data, MetricScorer, OnScorerError, Scorer, Scores, Scoring, SingleScoring } from "@parzen/model-selection"
import { checkScoring, getScorer } from "@parzen/model-selection"

/** Judges a fitted estimator by one metric, or by several at once. */
export type SearchScorer<X extends Data, Y> = (
  ...args: Parameters<Scorer<X, Y>>
) => number | Scores | Promise<number | Scores>

/** What a search judges by. */
export interface SearchScorers<X extends Data, Y> {
  /** One scorer, or scorers by the names of their metrics. */
  readonly scorer: SearchScorer<X, Y> | Readonly<Record<string, SearchScorer<X, Y>>>
  /** All metrics at once; a single one goes by `score`. */
  readonly score: MetricScorer<X, Y>
  /** The names of the metrics, if they are known before the first score. */
  readonly names: readonly string[] | undefined
}

/** Of several metrics one that fails scores what `onError` says. @throws UNKNOWN_SCORER, INVALID_ARGUMENT */
export function searchScorers<X extends Data, Y>(
  scoring: Scoring<X, Y> | undefined,
  onError?: OnScorerError,
): SearchScorers<X, Y> {
  const score = checkScoring<X, Y>(scoring, onError)
  if (typeof scoring === "function") return { scorer: scoring, score, names: undefined }
  if (scoring === undefined || typeof scoring === "string") {
    const only = async (...args: Parameters<Scorer<X, Y>>): Promise<number> => (await score(...args))["score"] as number
    return { scorer: scoring === undefined ? only : getScorer<X, Y>(scoring), score, names: ["score"] }
  }
  const entries: readonly (readonly [string, SingleScoring<X, Y>])[] = Array.isArray(scoring)
    ? scoring.map((name) => [name, name] as const)
    : Object.entries(scoring as Readonly<Record<string, SingleScoring<X, Y>>>)
  const scorer = Object.fromEntries(entries.map(([name, of]) => [name, getScorer<X, Y>(of)]))
  return { scorer, score, names: Object.keys(scorer) }
}
