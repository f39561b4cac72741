import { describe, ParzenError } from "@parzen/core"
import { exp, log } from "@parzen/core/math"
import type { RandomVariable } from "./random-variable.ts"

/** Numbers from `a` to `b` whose logarithms are all as likely. */
export interface LoguniformVariable extends RandomVariable<number> {
  readonly kind: "loguniform"
  readonly a: number
  readonly b: number
}

/**
 * Numbers from `a` to `b` whose logarithms are all as likely, drawn as scipy 1.17 draws them
 * (`scipy.stats.loguniform`).
 * @throws INVALID_ARGUMENT unless 0 < `a` < `b`
 */
export function loguniform(a: number, b: number): LoguniformVariable {
  if (!(a > 0 && b > a && Number.isFinite(b))) {
    throw new ParzenError("INVALID_ARGUMENT", `loguniform: takes 0 < a < b, got ${describe(a)} and ${describe(b)}`)
  }
  const low = log(a)
  const width = log(b) - low
  return { kind: "loguniform", a, b, rvs: (randomState) => exp(low + randomState.random() * width) }
}
