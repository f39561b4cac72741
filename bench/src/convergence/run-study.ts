import type { Study, Trial } from "@parzen/core"
import { createStudy } from "@parzen/core"
import { hypervolume } from "@parzen/core/math"
import type { Problem } from "./problem.ts"
import type { Contestant } from "./samplers.ts"

/** What one study came to. */
export interface StudyResult {
  /** After each of the budgets: how far the best is from the ideal, 0 at best. */
  readonly gaps: readonly number[]
  /** Of processor time, the objective's next to nothing included. */
  readonly msPerTrial: number
}

/** Runs a study of as many trials as the last of `budgets`, `atOnce` of them asked before the first of these is told. */
export async function runStudy(
  problem: Problem,
  contestant: Contestant,
  seed: number,
  budgets: readonly number[],
  atOnce: number,
): Promise<StudyResult> {
  const directions = (problem.reference ?? [0]).map(() => "minimize" as const)
  const study = await createStudy({ directions, sampler: contestant.create(seed) })
  const gaps: number[] = []
  let ms = 0
  for (const budget of budgets) {
    const begin = process.cpuUsage()
    while (study.trials.length < budget) await runBatch(study, problem, Math.min(atOnce, budget - study.trials.length))
    const { user, system } = process.cpuUsage(begin)
    ms += (user + system) / 1000
    gaps.push(gap(study, problem))
  }
  return { gaps, msPerTrial: ms / (budgets.at(-1) ?? 1) }
}

async function runBatch(study: Study, problem: Problem, n: number): Promise<void> {
  const batch: { readonly trial: Trial; readonly values: readonly number[] }[] = []
  for (let i = 0; i < n; i++) {
    const trial = await study.ask()
    batch.push({ trial, values: problem.objective(trial) })
  }
  for (const { trial, values } of batch) await study.tell(trial, values)
}

function gap(study: Study, { ideal, reference }: Problem): number {
  if (reference === undefined) return (study.bestValue as number) - ideal
  const front = study.bestTrials.flatMap(({ values }) => [...(values ?? [])])
  return ideal - hypervolume(Float64Array.from(front), reference)
}
