import type { Direction } from "@parzen/core"
import { warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import { isFeasible } from "./feasible.ts"
import { checkParamNames, paramsOf, paramValue, sortedParams } from "./params.ts"
import type { ParamKind } from "./params.ts"
import type { ParamOptions, Valued } from "./target.ts"
import { checkTarget, finiteTrials, OBJECTIVE_VALUE, shownDirection } from "./target.ts"

/** One parameter against the target, for the trials that have it. */
export interface SlicePanel {
  readonly param: ParamKind
  /** The parameter's values, one for each trial. */
  readonly x: readonly unknown[]
  readonly y: readonly number[]
  readonly trialNumbers: readonly number[]
  readonly isFeasible: readonly boolean[]
}

/** Each parameter against the target. */
export interface SliceInfo {
  readonly targetName: string
  /** Of the (first) study; `undefined` with a target, whose direction is unknown. */
  readonly direction: Direction | undefined
  /** By parameter name; none without complete trials. */
  readonly panels: readonly SlicePanel[]
}

/**
 * What the slice figure shows.
 * @throws SINGLE_OBJECTIVE_ONLY for several objectives without a target, PARAM_NOT_FOUND, INVALID_ARGUMENT
 */
export function sliceInfo(study: StudyLike, options: ParamOptions = {}): SliceInfo {
  const { target, targetName = OBJECTIVE_VALUE, params } = options
  checkStudy(study)
  checkTarget([study], options)
  checkParamNames(params)
  const valued = finiteTrials(study, target)
  if (valued.length === 0) {
    warn("the study has no complete trials to show")
    return { targetName, direction: shownDirection(study, target), panels: [] }
  }
  const chosen = sortedParams(paramsOf(valued.map(({ trial }) => trial)), params)
  const feasible = valued.map(({ trial }) => isFeasible(trial))
  const panels = chosen.map((param) => panelOf(valued, feasible, param))
  return { targetName, direction: shownDirection(study, target), panels }
}

function panelOf(valued: readonly Valued[], feasible: readonly boolean[], param: ParamKind): SlicePanel {
  const { name } = param
  const x: unknown[] = []
  const y: number[] = []
  const trialNumbers: number[] = []
  const isFeasible: boolean[] = []
  for (const [i, { trial, value }] of valued.entries()) {
    const own = paramValue(trial, name)
    if (own === undefined) continue
    x.push(own)
    y.push(value)
    trialNumbers.push(trial.number)
    isFeasible.push(feasible[i] as boolean)
  }
  return { param, x, y, trialNumbers, isFeasible }
}
