import type { NumberType } from "../schema/tables.ts"

/** A number as Optuna's columns keep it: what is not finite is `null`, with its name beside it. */
export type StoredNumber = readonly [value: number | null, type: NumberType]

/** How a number is kept. */
export function storeNumber(value: number): StoredNumber {
  if (Number.isFinite(value)) return [value, "FINITE"]
  return [null, Number.isNaN(value) ? "NAN" : value > 0 ? "INF_POS" : "INF_NEG"]
}

/** The number that was kept so. */
export function restoreNumber(value: number | null, type: NumberType): number {
  switch (type) {
    case "INF_POS":
      return Infinity
    case "INF_NEG":
      return -Infinity
    case "NAN":
      return NaN
    default:
      return value ?? NaN
  }
}
