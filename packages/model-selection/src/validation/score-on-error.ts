import { isParzenError, isTrialPruned, warn } from "@parzen/core"
import type { OnScorerError } from "../scoring/check-scoring.ts"

/** Gives one of several metrics that failed the score `errorScore`, with a warning; or throws what it threw. */
export function scoreOnError(errorScore: number | "raise", signal: AbortSignal | undefined): OnScorerError {
  return (error, metric) => {
    if (errorScore === "raise" || isTrialPruned(error) || isNoScore(error)) throw error
    signal?.throwIfAborted()
    warn(`Scoring '${metric}' failed, its score is set to ${errorScore}: ${String(error)}`)
    return errorScore
  }
}

/** Whether a scorer answered what is no number: a mistake of the program, which no error score covers up. */
export function isNoScore(error: unknown): boolean {
  return isParzenError(error) && error.code === "INVALID_SCORE"
}
