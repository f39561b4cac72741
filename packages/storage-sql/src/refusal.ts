import type { TrialWrites } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import type { Denied } from "./engine.ts"
import { storeState } from "./rows/encoded-writes.ts"
import { storeNumber } from "./rows/stored-number.ts"

/** Why a trial took nothing; `undefined` if it had ended in just this way already: an answer was lost. */
export function refusal(
  { trialId, state, number, lease, values }: Denied,
  writes: TrialWrites,
): ParzenError | undefined {
  if (state === null) return new ParzenError("TRIAL_NOT_FOUND", `there is no trial of id ${trialId}`)
  if (writes.lease !== undefined && writes.lease !== lease) {
    return new ParzenError("LEASE_LOST", `trial ${number} was not renewed in time and was given up`)
  }
  const { finish } = writes
  const told = finish?.values?.map(storeNumber) ?? []
  const isSame =
    finish !== undefined &&
    storeState(finish.state) === state &&
    told.length === values.length &&
    told.every(([value, type], i) => value === values[i]?.[0] && type === values[i]?.[1])
  if (isSame) return undefined
  return new ParzenError(
    "TRIAL_FINISHED",
    `trial ${number} has finished (${state.toLowerCase()}) and takes no more writes`,
  )
}
