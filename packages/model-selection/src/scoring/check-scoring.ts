import { describe, ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import type { Estimator } from "../estimator.ts"
import { isMadeScorer } from "./make-scorer.ts"
import { getScorer } from "./named-scorers.ts"
import { askOf, askOnce } from "./response.ts"
import type { ScorerOptions } from "./scorer-options.ts"
import type { Scorer, ScorerName, Scores, Scoring, SingleScoring } from "./scorer.ts"

/** Scores on every metric; the name of a single one is `score`. */
export type MetricScorer<X extends Data, Y> = (
  estimator: Estimator<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options?: ScorerOptions,
) => Promise<Scores>

/** The score that stands for one of several metrics that failed; or it throws. */
export type OnScorerError = (error: unknown, metric: string) => number

/**
 * One scorer for all that `scoring` asks for; without it the estimator's own `score`, else accuracy of a classifier and
 * R² of a regressor. Of several metrics one that fails takes none of the others with it if `onError` says what it
 * scores; without it the error is thrown.
 * @throws UNKNOWN_SCORER; INVALID_ARGUMENT for an empty list, a name that comes twice, and what is no scoring. The
 * scorer itself: INVALID_SCORE.
 */
export function checkScoring<X extends Data, Y>(
  scoring: Scoring<X, Y> | undefined,
  onError: OnScorerError = rethrow,
): MetricScorer<X, Y> {
  if (scoring === undefined) return checked(defaultScorer)
  if (typeof scoring === "string") return checked(getScorer<X, Y>(scoring))
  if (typeof scoring === "function") return checked(getScorer<X, Y>(scoring as Scorer<X, Y>))
  if (typeof scoring !== "object" || scoring === null) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `scoring: takes a name, a function, a list of names or an object, got ${describe(scoring)}`,
    )
  }
  const scorers = isNameList(scoring)
    ? checkNames(scoring).map((name) => [name, name] as const)
    : Object.entries(scoring)
  if (scorers.length === 0) throw new ParzenError("INVALID_ARGUMENT", "scoring: takes one metric or more, got none")
  return several(scorers, onError)
}

function isNameList<X extends Data, Y>(scoring: Scoring<X, Y>): scoring is readonly ScorerName[] {
  return Array.isArray(scoring)
}

function checkNames(names: readonly ScorerName[]): readonly ScorerName[] {
  const other = names.find((name) => typeof name !== "string")
  if (other !== undefined) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `scoring: a list has names only, got ${describe(other)}; functions go in an object, by name`,
    )
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new ParzenError("INVALID_ARGUMENT", `scoring: '${twice}' comes twice`)
  return names
}

function checked<X extends Data, Y>(scorer: (...args: Parameters<Scorer<X, Y>>) => unknown): MetricScorer<X, Y> {
  return async (...args) => {
    const scored = await scorer(...args)
    const scores =
      typeof scored === "object" && scored !== null ? (scored as Record<string, unknown>) : { score: scored }
    for (const [name, score] of Object.entries(scores)) checkNumber(name, score)
    return scores as Scores
  }
}

function several<X extends Data, Y>(
  named: readonly (readonly [string, SingleScoring<X, Y>])[],
  onError: OnScorerError,
): MetricScorer<X, Y> {
  const scorers = named.map(([name, scoring]) => [name, getScorer<X, Y>(scoring)] as const)
  return async (estimator, X, y, options) => {
    const ask = askOnce(askOf(estimator, X))
    const scores: Record<string, number> = {}
    for (const [name, scorer] of scorers) {
      try {
        const score = isMadeScorer(scorer)
          ? scorer.scoreAnswers(ask, estimator, y, options)
          : scorer(estimator, X, y, options)
        scores[name] = checkNumber(name, await score)
      } catch (error) {
        scores[name] = onError(error, name)
      }
    }
    return scores
  }
}

function checkNumber(name: string, score: unknown): number {
  if (typeof score === "number") return score
  throw new ParzenError("INVALID_SCORE", `${name}: a scorer answers a number, got ${describe(score)}`)
}

function rethrow(error: unknown): never {
  throw error
}

async function defaultScorer<X extends Data, Y>(
  estimator: Estimator<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options?: ScorerOptions,
): Promise<number> {
  if (estimator.score !== undefined) return estimator.score(X, y, options)
  return getScorer<X, Y>(estimator.estimatorType === "classifier" ? "accuracy" : "r2")(estimator, X, y, options)
}
