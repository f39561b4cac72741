import { ParzenError, warn } from "@parzen/core"
import type { FitResult } from "@parzen/model-selection"

/**
 * Warns if some of `fits` failed.
 * @throws ALL_FITS_FAILED if all did; `cause` is what they failed with, an `AggregateError` if that differs
 */
export function checkFailures(fits: readonly FitResult[], errorScore: number | "raise"): void {
  const failed = fits.filter(({ fitError }) => fitError !== undefined)
  if (failed.length === 0) return
  const errors = distinct(failed.map(({ fitError }) => fitError))
  const details = errors.map(({ error, count }) => `${count} with ${String(error)}`).join("; ")
  if (failed.length < fits.length) {
    warn(`${failed.length} of ${fits.length} fits failed, their scores are set to ${errorScore}: ${details}`)
    return
  }
  const message = `all ${fits.length} fits failed: ${details}`
  const causes = errors.map(({ error }) => error)
  throw new ParzenError("ALL_FITS_FAILED", message, {
    cause: causes.length === 1 ? causes[0] : new AggregateError(causes, message),
  })
}

/** The first of the errors of each text, and how many there are of it. */
function distinct(errors: readonly unknown[]): { readonly error: unknown; readonly count: number }[] {
  const counts = new Map<string, { error: unknown; count: number }>()
  for (const error of errors) {
    const known = counts.get(String(error))
    if (known === undefined) counts.set(String(error), { error, count: 1 })
    else known.count++
  }
  return [...counts.values()]
}
