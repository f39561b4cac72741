import { describe, ParzenError } from "../errors.ts"

/** The step as a whole number. @throws INVALID_REPORT for a value that is no number and a step that is none or below 0. */
export function checkReport(value: unknown, step: unknown): number {
  if (typeof value !== "number")
    throw new ParzenError("INVALID_REPORT", `report: value must be a number, got ${describe(value)}`)
  if (typeof step === "number" && step > -1 && step <= Number.MAX_SAFE_INTEGER) return Math.trunc(step) + 0
  throw new ParzenError("INVALID_REPORT", `report: step must be a whole number from 0, got ${describe(step)}`)
}
