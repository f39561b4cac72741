import type { TrialState } from "@parzen/core"
import { warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import { isFeasible } from "./feasible.ts"

/** What one trial reported. */
export interface TrialReports {
  readonly trialNumber: number
  readonly state: TrialState
  readonly isFeasible: boolean
  /** Ascending. */
  readonly steps: readonly number[]
  /** One for each step; may be NaN or infinite. */
  readonly values: readonly number[]
}

/** What the trials reported while they ran. */
export interface IntermediateValuesInfo {
  /** Complete, pruned and running trials with one report or more. */
  readonly trials: readonly TrialReports[]
}

/** What the figure of intermediate values shows. @throws INVALID_ARGUMENT */
export function intermediateValuesInfo(study: StudyLike): IntermediateValuesInfo {
  checkStudy(study)
  const started = study.trials.filter(({ state }) => state === "pruned" || state === "complete" || state === "running")
  const trials = started.flatMap((trial) => {
    // JavaScript lists whole numbers from 0 ascending: sorting is for steps below 0.
    const steps = Object.keys(trial.intermediateValues)
      .map(Number)
      .sort((a, b) => a - b)
    if (steps.length === 0) return []
    const values = steps.map((step) => trial.intermediateValues[step] as number)
    return [{ trialNumber: trial.number, state: trial.state, isFeasible: isFeasible(trial), steps, values }]
  })
  if (started.length === 0) warn("the study has no trials to show")
  else if (trials.length === 0) warn("no trial has reported a value: call trial.report to see how trials go")
  return { trials }
}
