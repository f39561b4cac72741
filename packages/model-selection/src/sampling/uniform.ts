import { describe, ParzenError } from "@parzen/core"
import type { RandomVariable } from "./random-variable.ts"

/** Numbers from `loc` to below `loc + scale`, all as likely. */
export interface UniformVariable extends RandomVariable<number> {
  readonly kind: "uniform"
  readonly loc: number
  /** How wide the range is, not where it ends. */
  readonly scale: number
}

/**
 * Numbers from `loc` to below `loc + scale`, drawn as scipy 1.17 draws them (`scipy.stats.uniform`).
 * @throws INVALID_ARGUMENT for a negative `scale`, and what is not finite
 */
export function uniform(loc = 0, scale = 1): UniformVariable {
  if (!(Number.isFinite(loc) && Number.isFinite(scale) && scale >= 0)) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `uniform: takes a finite loc and a scale from 0, got ${describe(loc)} and ${describe(scale)}`,
    )
  }
  return { kind: "uniform", loc, scale, rvs: (randomState) => (scale === 0 ? loc : randomState.random() * scale + loc) }
}
