import { isTrialPruned, warn } from "@parzen/core"
import type { OnScorerError } from "../scoring/check-scoring.ts"

/** Gives one of several metrics that failed the score `errorScore`, with a warning; or throws what it threw. */
export function scoreOnError(errorScore: number | "raise", signal: AbortSignal | undefined): OnScorerError {
  return (error, metric) => {
    if (errorScore === "raise" || isTrialPruned(error)) throw error
    signal?.throwIfAborted()
    warn(`Scoring '${metric}' failed, its score is set to ${errorScore}: ${String(error)}`)
    return errorScore
  }
}
