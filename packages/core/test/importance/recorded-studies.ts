import type { Direction, Json, ParamValue, Params, StudyTrials, TrialState } from "../../src/index.ts"
import { createStudy, createTrial, jsonToDistribution } from "../../src/index.ts"
import { OBJECTIVES } from "../golden/objectives.ts"
import { recorded } from "../math/recorded.ts"

interface Spread {
  readonly mean: number
  readonly std: number
}

/** What Optuna 5.0.0 answered for one study, over eight seeds where there is one. */
export interface RecordedImportances {
  readonly objective: string
  readonly trials: readonly { readonly params: Params; readonly value: number }[]
  readonly exact: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly overEightSeeds: Readonly<Record<string, Readonly<Record<string, Spread>>>>
}

export const RECORDED: readonly RecordedImportances[] = recorded("golden/values/importances.json")

/** The study of these trials, with the distributions that their objective asks for. */
export async function studyOf({ objective, trials }: RecordedImportances): Promise<StudyTrials> {
  const study = await createStudy()
  for (const { params } of trials) await study.enqueueTrial(params)
  await study.optimize((trial) => OBJECTIVES[objective]?.(trial) as number, { nTrials: trials.length })
  return study
}

/** A study, and Optuna 5.0.0's importances of it, not normalised: by evaluator, with the seed behind a forest's name. */
export interface RecordedStudy {
  readonly name: string
  readonly directions: readonly Direction[]
  /** The objective that is the target, if there is one. */
  readonly target: number | null
  readonly params: readonly string[] | null
  readonly distributions: readonly string[]
  readonly trials: readonly (readonly [
    state: TrialState,
    values: readonly (number | "inf")[] | null,
    params: Readonly<Record<string, ParamValue>>,
    distributions: readonly number[],
  ])[]
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>> | string>>
}

export const STUDIES: readonly RecordedStudy[] = recorded("importance/fixtures/studies.json")

/** The trials of such a study. */
export function trialsOf({ directions, distributions, trials }: RecordedStudy): StudyTrials {
  const known = distributions.map((json) => jsonToDistribution(json))
  return {
    directions,
    trials: trials.map(([state, values, params, indices], number) => {
      const own = Object.keys(params).map((name, i) => [name, known[indices[i] as number]] as const)
      const options = { state, params, distributions: Object.fromEntries(own) } as Record<string, unknown>
      const numbers = values?.map((value) => (value === "inf" ? Infinity : value))
      return Object.assign(createTrial({ ...options, values: numbers }), { number })
    }),
  }
}

/** Trials of one parameter `x` in [0, 1] with these values. */
export function lineOf(values: readonly number[], attrs: Readonly<Record<string, Json>> = {}): StudyTrials {
  const distributions = { x: jsonToDistribution('{"type": "float", "low": 0, "high": 1}') }
  const trials = values.map((value, i) =>
    createTrial({ value, params: { x: i / values.length }, distributions, userAttrs: attrs }),
  )
  return { directions: ["minimize"], trials }
}
