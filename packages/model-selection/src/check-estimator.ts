import { describe, ParzenError } from "@parzen/core"
import type { Estimator } from "./estimator.ts"

/** @throws INVALID_ARGUMENT unless `estimator` has what every `Estimator` has; `name` says where it came from */
export function checkEstimator(estimator: unknown, name = "estimator"): void {
  if (typeof estimator !== "object" || estimator === null) {
    throw new ParzenError("INVALID_ARGUMENT", `${name}: takes an Estimator, got ${describe(estimator)}`)
  }
  const { withParams, fit, predict, params, estimatorType } = estimator as Partial<Estimator>
  for (const [method, value] of Object.entries({ withParams, fit, predict })) {
    if (typeof value === "function") continue
    throw new ParzenError("INVALID_ARGUMENT", `${name}: an Estimator has a method ${method}, got ${describe(value)}`)
  }
  if (typeof params !== "object" || params === null) {
    throw new ParzenError("INVALID_ARGUMENT", `${name}: an Estimator has an object params, got ${describe(params)}`)
  }
  if (estimatorType === "classifier" || estimatorType === "regressor") return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `${name}: an Estimator has the estimatorType 'classifier' or 'regressor', got ${describe(estimatorType)}`,
  )
}
