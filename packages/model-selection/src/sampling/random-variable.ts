import type { RandomState } from "@parzen/core"

/** What values can be drawn from: one of scipy's names below, or anything that has `rvs`. */
export interface RandomVariable<Value = unknown> {
  /** A value, drawn with the numbers of `randomState`. */
  rvs(randomState: RandomState): Value
}

/** Whether values can be drawn from it. */
export function isRandomVariable(value: unknown): value is RandomVariable {
  return typeof value === "object" && value !== null && "rvs" in value && typeof value.rvs === "function"
}
