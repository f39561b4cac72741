import type { TunedParams, TuningStep } from "@parzen/boosting"
import { gridPlan, linspace, tpePlan } from "@parzen/boosting"
import type { TrialLike } from "@parzen/core"

/** XGBoost's defaults of what is tuned. */
export const DEFAULTS: TunedParams = {
  colsample_bytree: 1,
  max_depth: 6,
  gamma: 0,
  subsample: 1,
  colsample_bylevel: 1,
  reg_alpha: 0,
  reg_lambda: 1,
  min_child_weight: 1,
}

/** Two names of one parameter: the second is the one that is tuned. */
export const ALIASES: Readonly<Record<string, string>> = {
  lambda: "reg_lambda",
  alpha: "reg_alpha",
  min_split_loss: "gamma",
}

/** So that the greatest fraction is within its range. */
const EPSILON = 1e-12
const NEARBY = 0.08

/** The counterparts of the steps of Optuna's LightGBMTuner, in their order and numbers: 68 trials at most. */
export const TUNING_STEPS: readonly TuningStep[] = [
  {
    name: "colsample_bytree",
    plan: (state) => gridPlan("colsample_bytree", linspace(0.4, 1, 7), state),
    suggest: (trial) => suggestFractions(trial, ["colsample_bytree"]),
  },
  {
    name: "tree_size",
    plan: (state) => tpePlan(20, state),
    suggest: (trial) => ({
      max_depth: trial.suggestInt("max_depth", 2, 12),
      gamma: trial.suggestFloat("gamma", 1e-8, 10, { log: true }),
    }),
  },
  {
    name: "sampling",
    plan: (state) => tpePlan(10, state),
    suggest: (trial) => suggestFractions(trial, ["subsample", "colsample_bylevel"]),
  },
  {
    name: "colsample_bytree_stage2",
    plan: (state) => gridPlan("colsample_bytree", nearby(Number(state.best["colsample_bytree"])), state),
    suggest: (trial) => suggestFractions(trial, ["colsample_bytree"]),
  },
  {
    name: "regularization_factors",
    plan: (state) => tpePlan(20, state),
    suggest: (trial) => ({
      reg_alpha: trial.suggestFloat("reg_alpha", 1e-8, 10, { log: true }),
      reg_lambda: trial.suggestFloat("reg_lambda", 1e-8, 10, { log: true }),
    }),
  },
  {
    name: "min_child_weight",
    plan: (state) => gridPlan("min_child_weight", [0.1, 0.5, 1, 5, 20], state),
    suggest: (trial) => ({ min_child_weight: trial.suggestFloat("min_child_weight", 0.1, 20) }),
  },
]

function suggestFractions(trial: TrialLike, names: readonly string[]): TunedParams {
  return Object.fromEntries(names.map((name) => [name, Math.min(1, trial.suggestFloat(name, 0.4, 1 + EPSILON))]))
}

function nearby(fraction: number): number[] {
  return linspace(fraction - NEARBY, fraction + NEARBY, 6).filter((value) => value >= 0.4 && value <= 1)
}
