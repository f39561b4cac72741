import { checkDistribution } from "../distributions/distribution.ts"
import { describe, isParzenError, ParzenError } from "../errors.ts"
import type { FrozenTrial } from "./frozen-trial.ts"
import { checkParamName } from "./param-name.ts"
import { isFinished, TRIAL_STATES } from "./state.ts"

/**
 * Checks that a trial is whole: times and values that fit its state, a distribution for each parameter and its value in range.
 * @throws INVALID_TRIAL
 */
export function checkTrial(trial: FrozenTrial): void {
  const parts = ["params", "distributions", "intermediateValues", "userAttrs", "systemAttrs"] as const
  const missing = parts.find((part) => typeof trial?.[part] !== "object" || trial[part] === null)
  if (missing !== undefined)
    throw invalid(`takes a trial such as createTrial makes, got ${describe(trial)} without '${missing}'`)
  const { state, values, datetimeStart, datetimeComplete } = trial
  if (!TRIAL_STATES.includes(state)) throw invalid(`state ${describe(state)} is none of ${TRIAL_STATES.join(", ")}`)
  if (state !== "waiting" && datetimeStart === undefined) throw invalid(`a ${state} trial needs datetimeStart`)
  if (isFinished(state) !== (datetimeComplete !== undefined)) {
    throw invalid(`a ${state} trial ${isFinished(state) ? "needs" : "cannot have"} datetimeComplete`)
  }
  if (state === "fail" && values !== undefined) throw invalid("a failed trial cannot have values")
  if (state === "complete" && (values === undefined || values.length === 0))
    throw invalid("a complete trial needs a value")
  for (const value of values ?? []) {
    if (typeof value !== "number" || Number.isNaN(value)) throw invalid(`the value ${describe(value)} is not a number`)
  }
  for (const [step, value] of Object.entries(trial.intermediateValues)) {
    if (!/^\d+$/.test(step)) throw invalid(`the step ${describe(step)} of a report is not a whole number from 0`)
    if (typeof value !== "number") throw invalid(`the report ${describe(value)} at step ${step} is not a number`)
  }
  checkParams(trial)
}

function checkParams({ params, distributions }: FrozenTrial): void {
  for (const name of Object.keys(params)) {
    checkParamName(name)
    const distribution = Object.hasOwn(distributions, name) ? distributions[name] : undefined
    if (distribution === undefined) throw invalid(`the parameter '${name}' has no distribution`)
    checkDistribution(name, distribution)
    let internal: number
    try {
      internal = distribution.toInternal(params[name])
    } catch (error) {
      throw isParzenError(error) ? invalid(`'${name}': ${error.message}`, error) : error
    }
    if (!distribution.contains(internal)) throw invalid(`'${name}': ${describe(params[name])} is out of range`)
  }
  for (const name of Object.keys(distributions)) {
    if (!Object.hasOwn(params, name)) throw invalid(`the distribution '${name}' has no parameter`)
  }
}

function invalid(message: string, cause?: unknown): ParzenError {
  return new ParzenError("INVALID_TRIAL", `trial: ${message}`, { cause })
}
