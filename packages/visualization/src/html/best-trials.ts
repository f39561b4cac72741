import type { FrozenTrial } from "@parzen/core"
import { paretoFront } from "@parzen/core/math"
import { isFeasible } from "../infos/feasible.ts"
import { losses } from "../infos/pareto-ranks.ts"
import { completeTrials } from "../infos/target.ts"
import type { StudyLike } from "../study-like.ts"

/** The best feasible trial, or with several objectives those that no other dominates. */
export function bestTrialsOf(study: StudyLike): FrozenTrial[] {
  const { directions } = study
  const candidates = completeTrials(study).filter(
    (trial) => isFeasible(trial) && trial.values?.length === directions.length && !trial.values.some(Number.isNaN),
  )
  const columns = directions.map((_, k) => candidates.map(({ values }) => values?.[k] as number))
  const rows = losses(columns, directions)
  if (directions.length > 1) {
    const onFront = paretoFront(rows, directions.length)
    return candidates.filter((_, i) => onFront[i] === 1)
  }
  let best = 0
  for (let i = 1; i < rows.length; i++) if ((rows[i] as number) < (rows[best] as number)) best = i
  return candidates.slice(best, best + 1)
}

/** What a study's objectives are called. */
export function objectiveNames({ directions, metricNames }: StudyLike): readonly string[] {
  if (metricNames?.length === directions.length) return metricNames
  return directions.length === 1 ? ["Objective Value"] : directions.map((_, k) => `Objective ${k}`)
}
