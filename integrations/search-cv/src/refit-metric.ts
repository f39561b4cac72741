import { describe, ParzenError } from "@parzen/core"
import type { Refit } from "./search-options.ts"

/**
 * The metric that the best candidate is chosen by: the only one, or the one that `refit` names. `undefined` with several
 * metrics and a `refit` that is false or a function.
 * @throws INVALID_ARGUMENT for several metrics and a `refit` that is none of them, nor false nor a function
 */
export function refitMetric(refit: Refit, metrics: readonly string[], isMultimetric: boolean): string | undefined {
  if (!isMultimetric) return metrics[0]
  if (typeof refit === "string" && metrics.includes(refit)) return refit
  if (refit === false || typeof refit === "function") return undefined
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `refit: with several metrics takes one of ${metrics.join(", ")}, a function or false, got ${describe(refit)}`,
  )
}
