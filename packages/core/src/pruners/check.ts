import { ParzenError } from "../errors.ts"

/** `value` if it is a whole number of at least `least`. @throws INVALID_ARGUMENT */
export function checkWhole(name: string, value: unknown, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number
  throw new ParzenError("INVALID_ARGUMENT", `${name} must be a whole number of at least ${least}, got ${String(value)}`)
}

/** `value` if it is a number from `low` to `high`, both included. @throws INVALID_ARGUMENT */
export function checkBetween(name: string, value: unknown, low: number, high: number): number {
  if (typeof value === "number" && low <= value && value <= high) return value
  throw new ParzenError("INVALID_ARGUMENT", `${name} must be a number from ${low} to ${high}, got ${String(value)}`)
}
