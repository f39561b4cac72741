import { ParzenError } from "@parzen/core"
import { accuracyScore } from "../metrics/accuracy-score.ts"
import { r2Score } from "../metrics/r2-score.ts"
import type { Scorer, ScorerName } from "./scorer.ts"

const SCORERS: Readonly<Record<ScorerName, Scorer>> = {
  accuracy: async (estimator, X, y) => accuracyScore(y, await estimator.predict(X)),
  r2: async (estimator, X, y) => r2Score(y as ArrayLike<number>, (await estimator.predict(X)) as ArrayLike<number>),
}

/**
 * The scorer of that name.
 * @throws UNKNOWN_SCORER
 */
export function getScorer(name: ScorerName): Scorer {
  if (Object.hasOwn(SCORERS, name)) return SCORERS[name]
  throw new ParzenError("UNKNOWN_SCORER", `scoring: '${String(name)}' is none of ${Object.keys(SCORERS).join(", ")}`)
}
