import { describe, ParzenError } from "../../errors.ts"

/** @throws INVALID_ARGUMENT unless `value` is a whole number of at least `least` */
export function checkWhole(name: string, value: unknown, least: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `${name} must be a whole number of at least ${least}, got ${describe(value)}`,
  )
}

/** @throws INVALID_ARGUMENT unless `value` is a number from 0 to 1 */
export function checkProbability(name: string, value: unknown): void {
  if (typeof value === "number" && value >= 0 && value <= 1) return
  throw new ParzenError("INVALID_ARGUMENT", `${name} must be a number from 0 to 1, got ${describe(value)}`)
}

/** @throws INVALID_ARGUMENT unless `value` is a finite number of at least `least` */
export function checkNumber(name: string, value: unknown, least: number = -Infinity): void {
  if (Number.isFinite(value) && (value as number) >= least) return
  const range = least === -Infinity ? "a finite number" : `a finite number of at least ${least}`
  throw new ParzenError("INVALID_ARGUMENT", `${name} must be ${range}, got ${describe(value)}`)
}

/** @throws INVALID_ARGUMENT unless `value` is left out or a function */
export function checkStrategy(name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return
  throw new ParzenError("INVALID_ARGUMENT", `${name} must be a function, got ${describe(value)}`)
}
