import type { FrozenTrial } from "@parzen/core"
import { warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import type { ParamAxis } from "./axis.ts"
import { paramAxis } from "./axis.ts"
import { isFeasible } from "./feasible.ts"
import { checkParamNames, chosenParams, paramsOf } from "./params.ts"
import type { ParamOptions } from "./target.ts"
import { checkTarget, completeTrials, OBJECTIVE_VALUE, targetValue } from "./target.ts"

/** Pairs of parameters, and the rank of the target at each trial. */
export interface RankInfo {
  readonly targetName: string
  /** In the order in which they were asked for, else by name. */
  readonly axes: readonly ParamAxis[]
  /** The complete trials; each array below has one entry for each of them. */
  readonly trials: readonly FrozenTrial[]
  readonly values: readonly number[]
  /** From 0 for the lowest value to 1 for the highest, equal values sharing their mean; 0.5 of a single trial. */
  readonly ranks: readonly number[]
  readonly isFeasible: readonly boolean[]
  /** The lowest value, the quartiles and the highest. */
  readonly quartiles: readonly number[]
  /** Whether the values come from a target of the caller's. */
  readonly hasTarget: boolean
}

/**
 * What the rank figure shows.
 * @throws SINGLE_OBJECTIVE_ONLY for several objectives without a target, PARAM_NOT_FOUND, INVALID_ARGUMENT
 */
export function rankInfo(study: StudyLike, options: ParamOptions = {}): RankInfo {
  const { target, targetName = OBJECTIVE_VALUE, params } = options
  checkStudy(study)
  checkTarget([study], options)
  checkParamNames(params)
  const trials = completeTrials(study)
  if (trials.length === 0) warn("the study has no complete trials to show")
  const chosen = trials.length === 0 ? [] : chosenParams(paramsOf(trials), params)
  if (trials.length > 0 && chosen.length === 0) warn("there are no parameters to show")
  const values = trials.map((trial) => targetValue(trial, target))
  const ascending = Float64Array.from(values).sort()
  return {
    targetName,
    axes: chosen.map((param) => paramAxis(trials, param)),
    trials,
    values,
    ranks: ranksOf(values),
    isFeasible: trials.map(isFeasible),
    quartiles: trials.length === 0 ? [] : [0, 0.25, 0.5, 0.75, 1].map((q) => quantile(ascending, q)),
    hasTarget: target !== undefined,
  }
}

/** Mean positions in ascending order over n - 1; NaN comes last. */
function ranksOf(values: readonly number[]): number[] {
  const n = values.length
  if (n < 2) return values.map(() => 0.5)
  const key = (i: number): number => values[i] as number
  const order = values.map((_, i) => i).sort((i, j) => compare(key(i), key(j)))
  const ranks = new Array<number>(n)
  for (let from = 0; from < n;) {
    let to = from + 1
    while (to < n && compare(key(order[from] as number), key(order[to] as number)) === 0) to++
    for (let k = from; k < to; k++) ranks[order[k] as number] = (from + to - 1) / 2 / (n - 1)
    from = to
  }
  return ranks
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a < b ? -1 : a > b ? 1 : 0
}

/** Linear between neighbours, in the arithmetic of numpy's `quantile` (numpy 2.4.6, `_lerp`); NaN if any value is. */
function quantile(ascending: Float64Array, q: number): number {
  if (Number.isNaN(ascending[ascending.length - 1])) return NaN
  const position = q * (ascending.length - 1)
  const index = Math.floor(position)
  const low = ascending[index] as number
  const high = ascending[Math.min(index + 1, ascending.length - 1)] as number
  const rest = position - index
  const difference = high - low
  if (rest === 0 || difference === 0) return low
  return rest < 0.5 ? low + difference * rest : high - difference * (1 - rest)
}
