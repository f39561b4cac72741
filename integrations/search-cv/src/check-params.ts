import { isParzenError, ParzenError } from "@parzen/core"
import type { Data, Estimator } from "@parzen/model-selection"
import { checkEstimator } from "@parzen/model-selection"
import type { Candidate } from "./candidate.ts"

/**
 * Checks that `estimator` takes the parameters of `candidates`: a name must be good for one of its values at least. A value that
 * is refused while others are taken is left to the fits, which then fail.
 * @throws what the estimator throws, as UNKNOWN_PARAM if it has no code of its own; UNKNOWN_PARAM if it drops a parameter silently
 */
export async function checkParams<X extends Data, Y>(
  estimator: Estimator<X, Y>,
  candidates: Iterable<Candidate>,
): Promise<void> {
  const taken = new Set<string>()
  const refusals = new Map<string, unknown>()
  for (const candidate of candidates) {
    for (const [name, value] of Object.entries(candidate)) {
      if (taken.has(name)) continue
      const refusal = await refusalOf(estimator, name, value)
      if (refusal === undefined) taken.add(name)
      else if (!refusals.has(name)) refusals.set(name, refusal)
    }
  }
  for (const [name, refusal] of refusals) if (!taken.has(name)) throw refusal
}

async function refusalOf<X extends Data, Y>(
  estimator: Estimator<X, Y>,
  name: string,
  value: unknown,
): Promise<unknown> {
  let fresh: Estimator<X, Y>
  try {
    fresh = estimator.withParams({ [name]: value })
  } catch (error) {
    if (isParzenError(error)) return error
    return new ParzenError("UNKNOWN_PARAM", `'${name}': the estimator refuses it: ${String(error)}`, { cause: error })
  }
  checkEstimator(fresh, `estimator.withParams({ ${name} })`)
  await fresh.dispose?.()
  if (name in fresh.params) return undefined
  const known = Object.keys(fresh.params).join(", ")
  return new ParzenError("UNKNOWN_PARAM", `'${name}': the estimator has no such parameter, only: ${known}`)
}
