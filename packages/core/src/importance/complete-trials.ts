import { describe, ParzenError } from "../errors.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { EvaluateOptions, StudyTrials } from "./evaluator.ts"

/** The complete trials of a study. @throws INVALID_ARGUMENT for what has no trials or directions */
export function completeTrials(study: StudyTrials): FrozenTrial[] {
  if (!Array.isArray(study?.trials) || !Array.isArray(study.directions)) {
    const message = `importances take a study, or its { directions, trials }, got ${describe(study)}`
    throw new ParzenError("INVALID_ARGUMENT", message)
  }
  return study.trials.filter(({ state }) => state === "complete")
}

/** @throws INVALID_ARGUMENT for parameters that are not a list of names, and a target that is no function */
export function checkEvaluateOptions({ params, target }: EvaluateOptions): void {
  if (params !== undefined && !(Array.isArray(params) && params.every((name) => typeof name === "string"))) {
    throw new ParzenError("INVALID_ARGUMENT", `params: takes a list of names, got ${describe(params)}`)
  }
  if (target !== undefined && typeof target !== "function") {
    throw new ParzenError("INVALID_ARGUMENT", `target: takes a function of a trial, got ${describe(target)}`)
  }
}

/** What `target` says of a trial. @throws INVALID_ARGUMENT if that is no number */
export function targetValue(target: (trial: FrozenTrial) => number, trial: FrozenTrial): number {
  const value: unknown = target(trial)
  if (typeof value === "number") return value
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `target: must give a number for trial ${trial.number}, gave ${describe(value)}`,
  )
}
