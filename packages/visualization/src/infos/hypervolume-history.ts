import { describe, ParzenError, warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import { isFeasible } from "./feasible.ts"
import { GrowingHypervolume } from "./growing-hypervolume.ts"
import { completeTrials } from "./target.ts"

/** Options of the hypervolume history. */
export interface HypervolumeHistoryOptions {
  /** One number for each objective: the corner up to which volume counts, worse than the values of interest. */
  readonly referencePoint: readonly number[]
}

/** The volume that the trials so far dominate. */
export interface HypervolumeHistoryInfo {
  /** The complete trials. */
  readonly trialNumbers: readonly number[]
  /** The hypervolume of all feasible trials up to each. */
  readonly values: readonly number[]
}

/**
 * What the hypervolume history shows. Infeasible trials, and those beyond the reference point, add nothing.
 * @throws WRONG_OBJECTIVE_COUNT for a single objective, INVALID_ARGUMENT unless `referencePoint` has a number for each
 */
export function hypervolumeHistoryInfo(study: StudyLike, options: HypervolumeHistoryOptions): HypervolumeHistoryInfo {
  checkStudy(study)
  const { directions } = study
  const reference = checkReference(options?.referencePoint, directions.length)
  const complete = completeTrials(study)
  if (complete.length === 0) warn("the study has no complete trials to show")
  const losses = (values: readonly number[]): Float64Array =>
    Float64Array.from(directions, (direction, k) => (direction === "maximize" ? -1 : 1) * (values[k] ?? NaN))
  const volume = new GrowingHypervolume(losses(reference))
  const values = complete.map((trial) => {
    if (isFeasible(trial) && trial.values !== undefined) volume.add(losses(trial.values))
    return volume.value
  })
  if (!complete.some(isFeasible)) warn("the study has no feasible trials to show")
  return { trialNumbers: complete.map(({ number }) => number), values }
}

function checkReference(reference: unknown, count: number): readonly number[] {
  if (count < 2) {
    const message = "a hypervolume needs 2 objectives or more; plotOptimizationHistory shows a single one"
    throw new ParzenError("WRONG_OBJECTIVE_COUNT", message)
  }
  const isPoint =
    Array.isArray(reference) && reference.every((value) => typeof value === "number" && !Number.isNaN(value))
  if (isPoint && reference.length === count) return reference
  const message = `referencePoint: takes ${count} numbers, one for each objective, got ${describe(reference)}`
  throw new ParzenError("INVALID_ARGUMENT", message)
}
