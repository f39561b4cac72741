import type { TunedParams, TuningStep } from "@parzen/boosting"
import { gridPlan, linspace, tpePlan } from "@parzen/boosting"

/** LightGBM's defaults of what is tuned. */
export const DEFAULTS: TunedParams = {
  lambda_l1: 0,
  lambda_l2: 0,
  num_leaves: 31,
  feature_fraction: 1,
  bagging_fraction: 1,
  bagging_freq: 0,
  min_child_samples: 20,
}

/** So that the greatest fraction is within its range. */
const EPSILON = 1e-12
const DEPTH = 8
const NEARBY = 0.08

/** The steps of Optuna's LightGBMTuner (optuna-integration 5.0.0), in their order: 68 trials at most. */
export const TUNING_STEPS: readonly TuningStep[] = [
  {
    name: "feature_fraction",
    plan: (state) => gridPlan("feature_fraction", linspace(0.4, 1, 7), state),
    suggest: suggestFeatureFraction,
  },
  {
    name: "num_leaves",
    plan: (state) => tpePlan(20, state),
    suggest: (trial, best) => ({ num_leaves: trial.suggestInt("num_leaves", 2, mostLeaves(best)) }),
  },
  {
    name: "bagging",
    plan: (state) => tpePlan(10, state),
    suggest: (trial) => ({
      bagging_fraction: Math.min(1, trial.suggestFloat("bagging_fraction", 0.4, 1 + EPSILON)),
      bagging_freq: trial.suggestInt("bagging_freq", 1, 7),
    }),
  },
  {
    name: "feature_fraction_stage2",
    plan: (state) => gridPlan("feature_fraction", nearby(Number(state.best["feature_fraction"])), state),
    suggest: suggestFeatureFraction,
  },
  {
    name: "regularization_factors",
    plan: (state) => tpePlan(20, state),
    suggest: (trial) => ({
      lambda_l1: trial.suggestFloat("lambda_l1", 1e-8, 10, { log: true }),
      lambda_l2: trial.suggestFloat("lambda_l2", 1e-8, 10, { log: true }),
    }),
  },
  {
    name: "min_child_samples",
    plan: (state) => gridPlan("min_child_samples", [5, 10, 25, 50, 100], state),
    suggest: (trial) => ({ min_child_samples: trial.suggestInt("min_child_samples", 5, 100) }),
  },
]

function suggestFeatureFraction(trial: Parameters<TuningStep["suggest"]>[0]): TunedParams {
  return { feature_fraction: Math.min(1, trial.suggestFloat("feature_fraction", 0.4, 1 + EPSILON)) }
}

function mostLeaves({ max_depth: depth = DEPTH }: TunedParams): number {
  const levels = Number(depth) > 0 ? Number(depth) : DEPTH
  return Math.min(2 ** levels, 131_072) // LightGBM's own limit
}

function nearby(fraction: number): number[] {
  return linspace(fraction - NEARBY, fraction + NEARBY, 6).filter((value) => value >= 0.4 && value <= 1)
}
