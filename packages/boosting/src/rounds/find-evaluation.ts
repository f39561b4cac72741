import { ParzenError } from "@parzen/core"
import type { Evaluation } from "./evaluation.ts"
import { evaluationKey } from "./evaluation.ts"

/** The evaluation named `key`, `"validation-logloss"`. @throws METRIC_MISSING, with the names that there are */
export function findEvaluation(evaluations: readonly Evaluation[], key: string, round: number): Evaluation {
  const found = evaluations.find((evaluation) => evaluationKey(evaluation) === key)
  if (found !== undefined) return found
  const names = evaluations.map((evaluation) => `'${evaluationKey(evaluation)}'`).join(", ")
  throw new ParzenError(
    "METRIC_MISSING",
    `round ${round} has no '${key}', ${names === "" ? "nothing is evaluated" : `only ${names}`}`,
  )
}
