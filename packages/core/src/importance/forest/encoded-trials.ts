import type { Distribution } from "../../distributions/distribution.ts"
import { describe, ParzenError } from "../../errors.ts"
import { IntersectionSearchSpace } from "../../space/intersection.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import { compareNames } from "../../space/search-space.ts"
import { sameDistribution } from "../../distributions/distribution.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import { checkEvaluateOptions, completeTrials, targetValue } from "../complete-trials.ts"
import type { EvaluateOptions, StudyTrials } from "../evaluator.ts"
import type { TrainingSet } from "./regression-tree.ts"

/** What a forest is grown from, before it is turned to numbers. */
export interface Observations {
  /** Sorted by name. */
  readonly space: SearchSpace
  readonly trials: readonly FrozenTrial[]
  /** What to explain, for each trial; finite. */
  readonly y: Float64Array
}

/**
 * The complete trials that have all parameters of the space and a finite value, and the space: `params`, or the parameters that
 * all complete trials have in common.
 * @throws INVALID_ARGUMENT, SINGLE_OBJECTIVE_ONLY with several objectives and no target, PARAM_NOT_FOUND if no complete trial
 * has all `params`, INCOMPATIBLE_DISTRIBUTION if their ranges change
 */
export function observe(study: StudyTrials, options: EvaluateOptions): Observations {
  const complete = completeTrials(study)
  checkEvaluateOptions(options)
  const { params, target = valueOf } = options
  if (options.target === undefined && study.directions.length > 1) {
    const message = `importances by a forest need a target with ${study.directions.length} objectives`
    throw new ParzenError("SINGLE_OBJECTIVE_ONLY", `${message}, such as (trial) => trial.values[0]`)
  }
  const space = params === undefined ? commonSpace(complete) : spaceOf(complete, params)
  const y: number[] = []
  const trials = complete.filter((trial) => {
    for (const name of space.keys()) if (!(name in trial.distributions)) return false
    const value = targetValue(target, trial)
    const isFinite = Number.isFinite(value)
    if (isFinite) y.push(value)
    return isFinite
  })
  return { space, trials, y: Float64Array.from(y) }
}

/** The columns of each parameter of `space`, on its own scale; a categorical one has a column of 0 and 1 for each choice. */
export interface Encoding extends TrainingSet {
  /** For each parameter, its columns: from `first[i]` to below `first[i + 1]`. */
  readonly first: readonly number[]
}

/** The trials' parameters as numbers. */
export function encode(space: SearchSpace, { trials, y }: Observations): Encoding {
  const columns: Float32Array[] = []
  const first = [0]
  for (const [name, distribution] of space) {
    columns.push(...columnsOf(name, distribution, trials))
    first.push(columns.length)
  }
  return { columns, first, y }
}

function columnsOf(name: string, distribution: Distribution, trials: readonly FrozenTrial[]): Float32Array[] {
  const n = trials.length
  if (distribution.kind !== "categorical") return [Float32Array.from(trials, (trial) => trial.params[name] as number)]
  const columns = distribution.choices.map(() => new Float32Array(n))
  trials.forEach((trial, row) => {
    const column = columns[distribution.toInternal(trial.params[name])] as Float32Array
    column[row] = 1
  })
  return columns
}

function valueOf(trial: FrozenTrial): number {
  return trial.value as number
}

function commonSpace(complete: readonly FrozenTrial[]): SearchSpace {
  const history = { trials: complete, finished: complete, running: new Map<number, FrozenTrial>() }
  return new IntersectionSearchSpace().calculate(history)
}

function spaceOf(complete: readonly FrozenTrial[], params: readonly string[]): SearchSpace {
  const names = [...new Set(params)].sort(compareNames)
  const having = complete.filter(({ distributions }) => names.every((name) => name in distributions))
  const [firstTrial] = having
  if (names.length > 0 && firstTrial === undefined) {
    throw new ParzenError("PARAM_NOT_FOUND", `params: no complete trial has all of ${describe(names)}`)
  }
  const space = new Map(names.map((name) => [name, firstTrial?.distributions[name] as Distribution]))
  for (const [name, distribution] of space) {
    if (having.every((trial) => sameDistribution(trial.distributions[name] as Distribution, distribution))) continue
    const message = `params: '${name}' has different ranges in different trials, which a forest cannot compare`
    throw new ParzenError("INCOMPATIBLE_DISTRIBUTION", message)
  }
  return space
}
