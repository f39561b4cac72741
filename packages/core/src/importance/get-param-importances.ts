import { describe, ParzenError } from "../errors.ts"
import type { EvaluateOptions, ImportanceEvaluator, StudyTrials } from "./evaluator.ts"
import { PedAnovaImportanceEvaluator } from "./ped-anova.ts"

/** Options of {@link getParamImportances}. */
export interface ParamImportancesOptions extends EvaluateOptions {
  /** By default a `PedAnovaImportanceEvaluator`. */
  readonly evaluator?: ImportanceEvaluator | undefined
  /** Whether importances are scaled to a sum of 1; all 0 then become equal. By default true. */
  readonly normalize?: boolean | undefined
}

/**
 * How much each parameter matters for the objective, by name, the most important first. Empty without complete trials.
 * @throws INVALID_ARGUMENT, PARAM_NOT_FOUND for one of `params` that no complete trial has, and what the evaluator throws
 */
export function getParamImportances(study: StudyTrials, options: ParamImportancesOptions = {}): Record<string, number> {
  const { evaluator = new PedAnovaImportanceEvaluator(), normalize = true, params, target } = options
  if (typeof evaluator?.evaluate !== "function") {
    throw new ParzenError("INVALID_ARGUMENT", `evaluator: must be an importance evaluator, got ${describe(evaluator)}`)
  }
  if (typeof normalize !== "boolean") {
    throw new ParzenError("INVALID_ARGUMENT", `normalize: takes true or false, got ${describe(normalize)}`)
  }
  const importances = evaluator.evaluate(study, { params, target })
  return normalize ? normalized(importances) : importances
}

function normalized(importances: Record<string, number>): Record<string, number> {
  const entries = Object.entries(importances)
  const sum = entries.reduce((sum, [, value]) => sum + value, 0)
  return Object.fromEntries(entries.map(([name, value]) => [name, sum === 0 ? 1 / entries.length : value / sum]))
}
