import type { FrozenTrial } from "@parzen/core"
import { describe, ParzenError, warn } from "@parzen/core"
import { paretoFront } from "@parzen/core/math"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import { describeTrial } from "../text/describe-trial.ts"
import { hasConstraints, isFeasible } from "./feasible.ts"
import { losses } from "./pareto-ranks.ts"
import { completeTrials } from "./target.ts"

/** Options of the Pareto front. */
export interface ParetoFrontOptions {
  /** What the axes are called; by default the study's metric names, else "Objective 0" and so on. */
  readonly targetNames?: readonly string[] | undefined
  /** Whether trials that others dominate are shown too. By default true. */
  readonly includeDominatedTrials?: boolean | undefined
  /** The 2 or 3 numbers to show of each trial; by default its values. */
  readonly targets?: ((trial: FrozenTrial) => readonly number[]) | undefined
}

/** A trial as a point of 2 or 3 coordinates. */
export interface ParetoPoint {
  readonly trialNumber: number
  readonly values: readonly number[]
  /** Indented JSON of the trial. */
  readonly description: string
}

/** The complete trials among each other. */
export interface ParetoFrontInfo {
  /** 2 or 3. */
  readonly targetNames: readonly string[]
  /** The feasible trials that no feasible trial dominates, by number. */
  readonly best: readonly ParetoPoint[]
  /** The other feasible trials; none if they were not asked for. */
  readonly dominated: readonly ParetoPoint[]
  readonly infeasible: readonly ParetoPoint[]
  readonly includesDominated: boolean
  readonly hasConstraints: boolean
}

/**
 * What the figure of the Pareto front shows.
 * @throws WRONG_OBJECTIVE_COUNT unless there are 2 or 3 objectives or targets, INVALID_ARGUMENT
 */
export function paretoFrontInfo(study: StudyLike, options: ParetoFrontOptions = {}): ParetoFrontInfo {
  const { targets, includeDominatedTrials = true } = options
  checkStudy(study)
  checkOptions(options)
  const { directions } = study
  if (targets === undefined) checkCount(directions.length, "objectives; give 'targets' to show 2 or 3 numbers")
  const complete = completeTrials(study)
  const feasible = complete.filter(isFeasible)
  const onFront = frontOf(feasible, study)
  const best = feasible.filter((_, i) => onFront[i] === 1)
  const dominated = includeDominatedTrials ? feasible.filter((_, i) => onFront[i] !== 1) : []
  const isConstrained = complete.some(hasConstraints)
  if (best.length === 0) warn(`the study has no complete${isConstrained ? " and feasible" : ""} trials to show`)
  const point = (trial: FrozenTrial): ParetoPoint => pointOf(trial, targets)
  const points = {
    best: best.map(point),
    dominated: dominated.map(point),
    infeasible: complete.filter((trial) => !isFeasible(trial)).map(point),
  }
  const first = points.best[0] ?? points.infeasible[0]
  return {
    targetNames: targetNamesOf(study, options, first?.values.length),
    ...points,
    includesDominated: includeDominatedTrials,
    hasConstraints: isConstrained,
  }
}

function frontOf(trials: readonly FrozenTrial[], { directions }: StudyLike): Uint8Array {
  const columns = directions.map((_, k) => trials.map(({ values }) => values?.[k] ?? NaN))
  return paretoFront(losses(columns, directions), directions.length)
}

function checkOptions({ targets, targetNames }: ParetoFrontOptions): void {
  if (targets !== undefined && typeof targets !== "function") {
    throw new ParzenError("INVALID_ARGUMENT", `targets: takes a function of a trial, got ${describe(targets)}`)
  }
  const areNames = Array.isArray(targetNames) && targetNames.every((name) => typeof name === "string")
  if (targetNames !== undefined && !areNames) {
    throw new ParzenError("INVALID_ARGUMENT", `targetNames: takes a list of names, got ${describe(targetNames)}`)
  }
}

function pointOf(trial: FrozenTrial, targets: ParetoFrontOptions["targets"]): ParetoPoint {
  const values: unknown = targets === undefined ? trial.values : targets(trial)
  if (!Array.isArray(values) || values.some((value) => typeof value !== "number")) {
    const message = `targets: must give 2 or 3 numbers for trial ${trial.number}, gave ${describe(values)}`
    throw new ParzenError("INVALID_ARGUMENT", message)
  }
  return { trialNumber: trial.number, values: [...(values as number[])], description: describeTrial(trial) }
}

function targetNamesOf(study: StudyLike, options: ParetoFrontOptions, found: number | undefined): readonly string[] {
  const { targets, targetNames } = options
  const count = found ?? targetNames?.length ?? (targets === undefined ? study.directions.length : undefined)
  if (count === undefined) {
    throw new ParzenError("INVALID_ARGUMENT", "targetNames: needed beside 'targets' while no trial is complete")
  }
  checkCount(count, "targets")
  if (targetNames !== undefined && targetNames.length !== count) {
    throw new ParzenError("INVALID_ARGUMENT", `targetNames: takes ${count} names, got ${describe(targetNames)}`)
  }
  const { metricNames } = study
  const named = targetNames ?? (metricNames?.length === count ? metricNames : undefined)
  return named ?? Array.from({ length: count }, (_, k) => `Objective ${k}`)
}

function checkCount(count: number, what: string): void {
  if (count === 2 || count === 3) return
  throw new ParzenError(
    "WRONG_OBJECTIVE_COUNT",
    `a Pareto front is drawn in 2 or 3 dimensions, here are ${count} ${what}`,
  )
}
