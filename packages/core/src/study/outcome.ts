import { describe, ParzenError } from "../errors.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { FinishedState } from "../trial/state.ts"

/** What an objective may return, and `tell` take: one number for each objective. */
export type ObjectiveValue = number | readonly number[]

/** How a trial ends, once what was returned or told has been looked at. */
export interface Outcome {
  readonly state: FinishedState
  readonly values: readonly number[] | undefined
  /** Why a trial that was to be complete has failed. */
  readonly mistake?: string
}

/** The outcome of an objective that returned `returned`: complete, or failed if that is not one number for each objective. */
export function outcomeOf(returned: unknown, nObjectives: number): Outcome {
  if (typeof returned === "number" && nObjectives === 1 && !Number.isNaN(returned))
    return { state: "complete", values: [returned] }
  const values = listOf(returned)
  const mistake = values === undefined ? notANumber(returned) : valuesMistake(values, nObjectives)
  return mistake === undefined
    ? { state: "complete", values: values as number[] }
    : { state: "fail", values: undefined, mistake }
}

/** The outcome of a pruned trial: its last report is its value, unless that is NaN. */
export function prunedOutcome(trial: FrozenTrial): Outcome {
  const { lastStep } = trial
  const last = lastStep === undefined ? undefined : trial.intermediateValues[lastStep]
  return { state: "pruned", values: last === undefined || Number.isNaN(last) ? undefined : [last] }
}

/**
 * The outcome that is told with a state. Without one, wrong values make the trial fail.
 * @throws INVALID_VALUES for wrong values of a complete trial, and values of a pruned or failed one; INVALID_STATE.
 */
export function toldOutcome(
  trial: FrozenTrial,
  told: unknown,
  state: FinishedState | undefined,
  nObjectives: number,
): Outcome {
  if (state === undefined) return outcomeOf(told, nObjectives)
  if (state === "complete") {
    const outcome = outcomeOf(told, nObjectives)
    if (outcome.mistake === undefined) return outcome
    throw new ParzenError("INVALID_VALUES", `trial ${trial.number} cannot be complete: ${outcome.mistake}`)
  }
  if (state !== "pruned" && state !== "fail") {
    throw new ParzenError(
      "INVALID_STATE",
      `a trial is told as 'complete', 'pruned' or 'fail', not as ${describe(state)}`,
    )
  }
  if (told !== undefined && told !== null) {
    throw new ParzenError("INVALID_VALUES", `trial ${trial.number} is told as '${state}', which takes no values`)
  }
  return state === "pruned" ? prunedOutcome(trial) : { state, values: undefined }
}

function listOf(returned: unknown): readonly unknown[] | undefined {
  if (returned === undefined || returned === null) return undefined
  if (ArrayBuffer.isView(returned) && !(returned instanceof DataView)) return Array.from(returned as Float64Array)
  return Array.isArray(returned) ? [...returned] : [returned]
}

function valuesMistake(values: readonly unknown[], nObjectives: number): string | undefined {
  const wrong = values.filter((value) => typeof value !== "number" || Number.isNaN(value))
  if (wrong.length > 0) return wrong.map(notANumber).join("; ")
  if (values.length === nObjectives) return undefined
  return `the study has ${nObjectives} objective${nObjectives === 1 ? "" : "s"}, the number of values is ${values.length}`
}

function notANumber(value: unknown): string {
  return `the value ${describe(value)} is not a number`
}
