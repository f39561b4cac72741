import { describe, ParzenError } from "@parzen/core"
import type { RandomVariable } from "./random-variable.ts"

/** Whole numbers from `low` to below `high`, all as likely. */
export interface RandintVariable extends RandomVariable<number> {
  readonly kind: "randint"
  readonly low: number
  /** One above the largest. */
  readonly high: number
}

/**
 * Whole numbers from `low` to below `high`, drawn as scipy 1.17 draws them (`scipy.stats.randint`).
 * @throws INVALID_ARGUMENT for what are no whole numbers, and unless `low` < `high`
 */
export function randint(low: number, high: number): RandintVariable {
  if (!(Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high)) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `randint: takes whole numbers, low below high, got ${describe(low)} and ${describe(high)}`,
    )
  }
  return { kind: "randint", low, high, rvs: (randomState) => randomState.randint(low, high) }
}
