import { ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import type { Estimator } from "../estimator.ts"
import { getScorer } from "./named-scorers.ts"
import type { Scorer, ScorerName, Scores, Scoring, SingleScoring } from "./scorer.ts"

/** Scores on every metric; the name of a single one is `score`. */
export type MetricScorer<X extends Data, Y> = (estimator: Estimator<X, Y>, X: X, y: ArrayLike<Y>) => Promise<Scores>

/**
 * One scorer for all that `scoring` asks for; without it the estimator's own `score`, else accuracy of a classifier and R² of a
 * regressor.
 * @throws UNKNOWN_SCORER; INVALID_ARGUMENT for an empty list, and what is no scoring. The scorer itself: INVALID_SCORE.
 */
export function checkScoring<X extends Data, Y>(scoring: Scoring<X, Y> | undefined): MetricScorer<X, Y> {
  if (scoring === undefined) return checked(defaultScorer)
  if (typeof scoring === "string") return checked(named<X, Y>(scoring))
  if (typeof scoring === "function") return checked(scoring)
  if (typeof scoring !== "object" || scoring === null) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `scoring: takes a name, a function, a list of names or an object, got ${String(scoring)}`,
    )
  }
  const scorers = isNameList(scoring) ? scoring.map((name) => [name, name] as const) : Object.entries(scoring)
  if (scorers.length === 0) throw new ParzenError("INVALID_ARGUMENT", "scoring: takes one metric or more, got none")
  return several(scorers)
}

function isNameList<X extends Data, Y>(scoring: Scoring<X, Y>): scoring is readonly ScorerName[] {
  return Array.isArray(scoring)
}

// A scorer of any labels in any data is one of these.
function named<X extends Data, Y>(name: ScorerName): Scorer<X, Y> {
  return getScorer(name) as unknown as Scorer<X, Y>
}

function checked<X extends Data, Y>(scorer: (...args: Parameters<Scorer<X, Y>>) => unknown): MetricScorer<X, Y> {
  return async (estimator, X, y) => {
    const scored = await scorer(estimator, X, y)
    const scores =
      typeof scored === "object" && scored !== null ? (scored as Record<string, unknown>) : { score: scored }
    for (const [name, score] of Object.entries(scores)) {
      if (typeof score !== "number") {
        throw new ParzenError(
          "INVALID_SCORE",
          `${name}: a scorer answers a number, or an object of numbers, got ${String(score)}`,
        )
      }
    }
    return scores as Scores
  }
}

function several<X extends Data, Y>(scorers: readonly (readonly [string, SingleScoring<X, Y>])[]): MetricScorer<X, Y> {
  const all = scorers.map(
    ([name, scoring]) => [name, checked(typeof scoring === "function" ? scoring : named<X, Y>(scoring))] as const,
  )
  return async (estimator, X, y) => {
    const scores: Record<string, number> = {}
    for (const [name, scorer] of all) {
      const { score } = await scorer(estimator, X, y)
      if (score === undefined)
        throw new ParzenError("INVALID_SCORE", `${name}: a scorer among several answers one number`)
      scores[name] = score
    }
    return scores
  }
}

async function defaultScorer<X extends Data, Y>(estimator: Estimator<X, Y>, X: X, y: ArrayLike<Y>): Promise<number> {
  if (estimator.score !== undefined) return estimator.score(X, y)
  return named<X, Y>(estimator.estimatorType === "classifier" ? "accuracy" : "r2")(estimator, X, y)
}
