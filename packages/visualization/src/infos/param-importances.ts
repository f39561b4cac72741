import type { FrozenTrial, ImportanceEvaluator } from "@parzen/core"
import { getParamImportances, warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import type { ParamKind } from "./params.ts"
import { checkParamNames, paramsOf } from "./params.ts"
import type { ParamOptions } from "./target.ts"
import { checkTarget, checkTargetOptions, finiteTrials, OBJECTIVE_VALUE } from "./target.ts"

/** Options of the importances. */
export interface ParamImportancesOptions extends ParamOptions {
  /** How importance is assessed; by default by a `PedAnovaImportanceEvaluator`. */
  readonly evaluator?: ImportanceEvaluator | undefined
}

/** How much each parameter matters for one target. */
export interface TargetImportances {
  readonly targetName: string
  /** The least important first. */
  readonly params: readonly ParamKind[]
  readonly values: readonly number[]
}

/** How much each parameter matters. */
export interface ParamImportancesInfo {
  /** One entry, or one for each objective; without parameters if no trial is complete. */
  readonly targets: readonly TargetImportances[]
}

/**
 * What the figure of importances shows: with several objectives and no target, all of them.
 * @throws PARAM_NOT_FOUND, INVALID_ARGUMENT, and what the evaluator throws
 */
export function paramImportancesInfo(study: StudyLike, options: ParamImportancesOptions = {}): ParamImportancesInfo {
  const { target, targetName = OBJECTIVE_VALUE } = options
  checkStudy(study)
  checkTargetOptions(options)
  checkParamNames(options.params)
  const { directions, metricNames } = study
  if (target !== undefined || directions.length === 1) {
    const name = target === undefined ? (metricNames?.[0] ?? targetName) : targetName
    return { targets: [importancesOf(study, { ...options, targetName: name })] }
  }
  return {
    targets: directions.map((direction, k) => {
      const name = metricNames?.[k] ?? `${targetName} ${k}`
      const named = { ...options, targetName: name }
      if (direction === "minimize") return importancesOf(oneObjective(study, k), named)
      // As Optuna has it: a target counts as one to be minimised, whatever its direction.
      return importancesOf(study, { ...named, target: ({ values }) => values?.[k] ?? NaN })
    }),
  }
}

/** The study as if it had objective `k` alone. */
function oneObjective({ trials, directions }: StudyLike, k: number): StudyLike {
  const own = trials.map((trial): FrozenTrial => {
    const value = trial.values?.[k]
    const fields = { value: { value }, values: { value: value === undefined ? undefined : [value] } }
    return Object.create(trial, fields) as FrozenTrial
  })
  return { trials: own, directions: directions.slice(k, k + 1) }
}

function importancesOf(study: StudyLike, options: ParamImportancesOptions): TargetImportances {
  const { evaluator, params, target, targetName = OBJECTIVE_VALUE } = options
  checkTarget([study], options)
  if (finiteTrials(study, target).length === 0) {
    warn("the study has no complete trials to show")
    return { targetName, params: [], values: [] }
  }
  const importances = getParamImportances(study, { evaluator, params, target })
  const kinds = paramsOf(study.trials)
  const ascending = Object.entries(importances).reverse()
  return {
    targetName,
    params: ascending.map(([name]) => kinds.get(name) ?? { name, kind: "float", isLog: false, isNumerical: true }),
    values: ascending.map(([, value]) => value),
  }
}
