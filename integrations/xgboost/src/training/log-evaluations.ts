import type { RoundCallback } from "@parzen/boosting"
import { evaluationKey } from "@parzen/boosting"
import { describe, log, ParzenError } from "@parzen/core"

/** Logs the evaluations of every `period`-th round, and of the last, at level `info`. @throws INVALID_ARGUMENT */
export function logEvaluations(period: number): RoundCallback {
  if (!Number.isSafeInteger(period) || period < 1)
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `verboseEval: takes true, false or an integer from 1, got ${describe(period)}`,
    )
  return {
    afterRound({ round, endRound, evaluations }) {
      if (evaluations.length === 0 || (round % period !== 0 && round !== endRound - 1)) return
      const values = evaluations.map((evaluation) => {
        const { value, stdv } = evaluation
        return `${evaluationKey(evaluation)}: ${toText(value)}${stdv === undefined ? "" : ` + ${toText(stdv)}`}`
      })
      log("info", `[${round}] ${values.join("  ")}`)
    },
  }
}

function toText(value: number): string {
  return value.toFixed(5)
}
