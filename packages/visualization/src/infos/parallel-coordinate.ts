import type { FrozenTrial } from "@parzen/core"
import { warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import { hasConstraints, isFeasible } from "./feasible.ts"
import { orderByKeys } from "./order-by-keys.ts"
import type { ParallelAxis } from "./parallel-axis.ts"
import { objectiveAxis, parallelParamAxis } from "./parallel-axis.ts"
import { checkParamNames, paramsOf, sortedParams } from "./params.ts"
import { paretoRanks } from "./pareto-ranks.ts"
import type { ParamOptions } from "./target.ts"
import { checkTarget, checkTargetOptions, completeTrials, finiteTrials, isReversed, OBJECTIVE_VALUE } from "./target.ts"

/** Every trial as a line over parallel axes. Each list has one entry for each trial, all in the same order. */
export interface ParallelCoordinateInfo {
  /** The objectives, or the one target. */
  readonly objectiveAxes: readonly ParallelAxis[]
  /** By parameter name; none without complete trials. */
  readonly paramAxes: readonly ParallelAxis[]
  readonly trialNumbers: readonly number[]
  /** What decides the colour: the target, or with several objectives the Pareto rank, 0 for the front. */
  readonly colorValues: readonly number[]
  readonly colorName: string
  /** Whether colours are Pareto ranks. */
  readonly isRanked: boolean
  readonly isReversed: boolean
  /** Positions of the trials in the order in which their lines are drawn. */
  readonly drawOrder: readonly number[]
  /** Whether each trial keeps its constraints, a trial without any not; `undefined` if no trial has constraints. */
  readonly isFeasible: readonly boolean[] | undefined
}

/**
 * What the parallel coordinates show. With several objectives and no target, all objectives.
 * @throws PARAM_NOT_FOUND, INVALID_ARGUMENT
 */
export function parallelCoordinateInfo(study: StudyLike, options: ParamOptions = {}): ParallelCoordinateInfo {
  const { target, targetName = OBJECTIVE_VALUE, params } = options
  checkStudy(study)
  checkTargetOptions(options)
  checkParamNames(params)
  const isRanked = target === undefined && study.directions.length > 1
  if (!isRanked) checkTarget([study], options)
  const valued = isRanked
    ? withAllValues(study)
    : finiteTrials(study, target).map(({ trial, value }) => ({ trial, values: [value] }))
  const trials = valued.map(({ trial }) => trial)
  const names = isRanked ? (study.metricNames ?? study.directions.map((_, i) => `Objective ${i}`)) : [targetName]
  const columns = names.map((_, k) => valued.map(({ values }) => values[k] as number))
  const colorValues = isRanked ? paretoRanks(columns, study.directions) : (columns[0] as number[])
  const info: ParallelCoordinateInfo = {
    objectiveAxes: columns.map((values, k) => objectiveAxis(names[k] as string, values)),
    paramAxes: [],
    trialNumbers: trials.map(({ number }) => number),
    colorValues,
    colorName: isRanked ? "Pareto Rank" : targetName,
    isRanked,
    isReversed: isRanked || isReversed(study, target),
    // The worst first, so that the front lies on top.
    drawOrder: isRanked ? orderByKeys([colorValues]).reverse() : trials.map((_, i) => i),
    isFeasible: trials.some(hasConstraints)
      ? trials.map((trial) => hasConstraints(trial) && isFeasible(trial))
      : undefined,
  }
  const chosen = sortedParams(paramsOf(trials), params)
  if (trials.length === 0) {
    warn("the study has no complete trials to show")
    return info
  }
  return sortedByNumericChoices({ ...info, paramAxes: chosen.map((param) => parallelParamAxis(trials, param)) })
}

function withAllValues(study: StudyLike): { trial: FrozenTrial; values: readonly number[] }[] {
  return completeTrials(study).flatMap((trial) => {
    const { values = [] } = trial
    return values.length === study.directions.length && values.every(Number.isFinite) ? [{ trial, values }] : []
  })
}

/** As Optuna does, with the trials in the order of their numeric choices, by the first such parameter first. */
function sortedByNumericChoices(info: ParallelCoordinateInfo): ParallelCoordinateInfo {
  const keys = info.paramAxes.filter(({ hasNumericChoices }) => hasNumericChoices).map(({ values }) => values)
  if (keys.length === 0) return info
  const order = orderByKeys(keys)
  const take = <T>(list: readonly T[]): T[] => order.map((i) => list[i] as T)
  const sorted = (axis: ParallelAxis): ParallelAxis => ({ ...axis, values: take(axis.values) })
  const colorValues = take(info.colorValues)
  return {
    ...info,
    objectiveAxes: info.objectiveAxes.map(sorted),
    paramAxes: info.paramAxes.map(sorted),
    trialNumbers: take(info.trialNumbers),
    colorValues,
    drawOrder: info.isRanked ? orderByKeys([colorValues.map((rank) => -rank)]) : info.drawOrder,
    isFeasible: info.isFeasible && take(info.isFeasible),
  }
}
