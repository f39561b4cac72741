import type { Direction, Params, StudyTrials } from "../../src/index.ts"
import { createStudy } from "../../src/index.ts"
import { OBJECTIVES } from "../golden/objectives.ts"
import { recorded } from "../math/recorded.ts"

interface Spread {
  readonly mean: number
  readonly std: number
}

/** What Optuna 5.0.0 answered for one study. */
export interface RecordedImportances {
  readonly objective: string
  readonly trials: readonly { readonly params: Params; readonly value: number }[]
  readonly exact: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly overEightSeeds: Readonly<Record<string, Readonly<Record<string, Spread>>>>
}

export const RECORDED: readonly RecordedImportances[] = recorded("golden/values/importances.json")

/** The study of these trials, with the distributions that their objective asks for. */
export async function studyOf({ objective, trials }: RecordedImportances): Promise<StudyTrials> {
  return replay(
    objective,
    trials.map(({ params }) => params),
  )
}

/** A study that tries these parameters. */
export async function replay(
  objective: string,
  params: readonly Params[],
  directions: readonly Direction[] = ["minimize"],
): Promise<StudyTrials> {
  const study = await createStudy({ directions })
  for (const fixed of params) await study.enqueueTrial(fixed)
  await study.optimize((trial) => OBJECTIVES[objective]?.(trial) as number, { nTrials: params.length })
  return study
}
