import type { Distribution, ParamValue } from "@parzen/core"

/** How many values `distribution` has; `Infinity` for a range without steps. */
export function countValues(distribution: Distribution): number {
  if (distribution.kind === "categorical") return distribution.choices.length
  const { low, high, step } = distribution
  if (low === high) return 1
  return step === undefined ? Infinity : Math.round((high - low) / step) + 1
}

/** The value at `place`, from 0. */
export function valueAt(distribution: Distribution, place: number): ParamValue {
  if (distribution.kind === "categorical") return distribution.toExternal(place)
  return Math.min(distribution.high, distribution.low + place * (distribution.step ?? 0))
}

/** The place of `value`, which is off by rounding errors at most. */
export function placeOf(distribution: Distribution, value: ParamValue): number {
  if (distribution.kind === "categorical") return distribution.choices.indexOf(value)
  return Math.round(((value as number) - distribution.low) / (distribution.step ?? 1))
}
