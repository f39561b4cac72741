import type { Data, MetricScorer, Scorer, Scores, Scoring, SingleScoring } from "@parzen/model-selection"
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

/** @throws UNKNOWN_SCORER, INVALID_ARGUMENT */
export function searchScorers<X extends Data, Y>(scoring: Scoring<X, Y> | undefined): SearchScorers<X, Y> {
  const score = checkScoring<X, Y>(scoring)
  if (typeof scoring === "function") return { scorer: scoring, score, names: undefined }
  if (scoring === undefined || typeof scoring === "string") {
    const only = async (...args: Parameters<Scorer<X, Y>>): Promise<number> => (await score(...args))["score"] as number
    return { scorer: scoring === undefined ? only : one<X, Y>(scoring), score, names: ["score"] }
  }
  const entries: readonly (readonly [string, SingleScoring<X, Y>])[] = Array.isArray(scoring)
    ? scoring.map((name) => [name, name] as const)
    : Object.entries(scoring as Readonly<Record<string, SingleScoring<X, Y>>>)
  const scorer = Object.fromEntries(entries.map(([name, of]) => [name, one<X, Y>(of)]))
  return { scorer, score, names: Object.keys(scorer) }
}

// A scorer of any labels in any data is one of these.
function one<X extends Data, Y>(scoring: SingleScoring<X, Y>): SearchScorer<X, Y> {
  return typeof scoring === "function" ? scoring : (getScorer(scoring) as unknown as SearchScorer<X, Y>)
}
