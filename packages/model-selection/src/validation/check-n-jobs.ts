import { describe, ParzenError } from "@parzen/core"

/**
 * How many fits are awaited at once: 1 by default, for -1 as many as there are processors.
 * @throws INVALID_ARGUMENT
 */
export function checkNJobs(nJobs: number = 1): number {
  if (nJobs === -1) return nProcessors()
  if (Number.isInteger(nJobs) && nJobs >= 1) return nJobs
  throw new ParzenError("INVALID_ARGUMENT", `nJobs: takes a whole number from 1, or -1, got ${describe(nJobs)}`)
}

function nProcessors(): number {
  return (globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator?.hardwareConcurrency ?? 4
}
