import { describe, ParzenError } from "@parzen/core"

/** @throws INVALID_ARGUMENT for what is neither an AbortSignal nor left out */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined || signal instanceof AbortSignal) return
  throw new ParzenError("INVALID_ARGUMENT", `signal: takes an AbortSignal, got ${describe(signal)}`)
}
