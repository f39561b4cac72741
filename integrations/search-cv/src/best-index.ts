import { describe, ParzenError } from "@parzen/core"
import type { CVResults } from "./cv-results.ts"
import type { Refit } from "./search-options.ts"

/**
 * The index of the best candidate: the first of rank 1 by `metric`, or what the function `refit` answers.
 * @throws INVALID_ARGUMENT if that is no index
 */
export function bestIndexOf(results: CVResults, refit: Refit, metric: string | undefined): number {
  if (typeof refit !== "function") return (results[`rank_test_${metric as string}`] as readonly number[]).indexOf(1)
  const index = refit(results)
  if (Number.isInteger(index) && index >= 0 && index < results.params.length) return index
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `refit: the function answers an index from 0 to ${results.params.length - 1}, got ${describe(index)}`,
  )
}
