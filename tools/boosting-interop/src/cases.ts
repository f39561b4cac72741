import type { TableOptions } from "./table.ts"
import { CATEGORICAL } from "./table.ts"

/** Parameters by the library's own names. */
export type Params = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>

/** The seed by which both sides make their folds. */
export const CV_SEED = 5

/** A training that both sides do. */
export interface Case {
  readonly name: string
  readonly library: "xgboost" | "lightgbm"
  readonly params: Params
  readonly rounds: number
  readonly table: Omit<TableOptions, "seed" | "rows">
  readonly earlyStoppingRounds?: number
  /** The columns that hold categories. */
  readonly categorical?: readonly number[]
  /** In how many folds it is cross-validated too. */
  readonly nFolds?: number
}

const weighted = { missing: 0.1, weights: "rows" } as const
const forest = { eta: 0.2, subsample: 0.8, colsample_bytree: 0.7, colsample_bylevel: 0.9, nthread: 1 }
const bagged = { learning_rate: 0.2, bagging_fraction: 0.8, bagging_freq: 1, feature_fraction: 0.7, num_threads: 1 }
// LightGBM else times both ways to build histograms, which add up in different orders, and takes the faster one.
const repeatable = { deterministic: true, force_col_wise: true, verbosity: -1 }

const XGBOOST: readonly Omit<Case, "library">[] = [
  {
    name: "xgboost-binary",
    params: {
      ...forest,
      objective: "binary:logistic",
      max_depth: 5,
      gamma: 0.1,
      seed: 3,
      eval_metric: ["logloss", "auc"],
    },
    rounds: 30,
    table: { ...weighted, label: 2 },
    nFolds: 4,
  },
  {
    name: "xgboost-multiclass",
    params: {
      ...forest,
      nthread: 2,
      objective: "multi:softprob",
      num_class: 4,
      max_depth: 4,
      seed: 7,
      eval_metric: ["mlogloss", "merror"],
    },
    rounds: 20,
    table: { ...weighted, label: 4 },
  },
  {
    name: "xgboost-regression",
    params: {
      ...forest,
      objective: "reg:squarederror",
      max_depth: 6,
      lambda: 2,
      alpha: 0.1,
      seed: 1,
      eval_metric: ["rmse", "mae"],
    },
    rounds: 30,
    table: { ...weighted, missingValue: -999, hasBaseMargin: true, label: "number" },
  },
  {
    name: "xgboost-ranking",
    params: { ...forest, objective: "rank:ndcg", max_depth: 4, seed: 5, eval_metric: ["ndcg@5", "ndcg"] },
    rounds: 20,
    table: { missing: 0.1, weights: "queries", label: "relevance" },
  },
  {
    name: "xgboost-early-stopping",
    params: { objective: "binary:logistic", eta: 0.5, max_depth: 7, nthread: 1, eval_metric: "logloss" },
    rounds: 200,
    table: { ...weighted, label: 2 },
    earlyStoppingRounds: 5,
  },
  {
    name: "xgboost-dart",
    params: { ...forest, booster: "dart", objective: "reg:gamma", rate_drop: 0.2, tree_method: "approx", seed: 11 },
    rounds: 15,
    table: { ...weighted, label: "positive" },
  },
  {
    name: "xgboost-exact-forest",
    params: {
      ...forest,
      objective: "count:poisson",
      tree_method: "exact",
      num_parallel_tree: 3,
      max_depth: 3,
      seed: 2,
    },
    rounds: 15,
    table: { label: 4 },
    nFolds: 3,
  },
  {
    name: "xgboost-linear",
    params: { booster: "gblinear", updater: "coord_descent", objective: "reg:squarederror", lambda: 0.1, nthread: 1 },
    rounds: 15,
    table: { weights: "rows", label: "number" },
  },
]

const LIGHTGBM: readonly Omit<Case, "library">[] = [
  {
    name: "lightgbm-binary",
    params: { ...bagged, objective: "binary", num_leaves: 20, seed: 3, metric: ["binary_logloss", "auc"] },
    rounds: 30,
    table: { ...weighted, label: 2 },
    nFolds: 4,
  },
  {
    name: "lightgbm-multiclass",
    params: {
      ...bagged,
      num_threads: 2,
      objective: "multiclass",
      num_class: 4,
      num_leaves: 9,
      lambda_l2: 1,
      metric: ["multi_logloss", "multi_error"],
    },
    rounds: 20,
    table: { ...weighted, label: 4 },
  },
  {
    name: "lightgbm-regression",
    params: {
      ...bagged,
      objective: "regression",
      num_leaves: 15,
      lambda_l1: 0.1,
      min_data_in_leaf: 5,
      metric: ["l2", "l1"],
    },
    rounds: 30,
    table: { ...weighted, label: "number" },
    categorical: [CATEGORICAL],
  },
  {
    name: "lightgbm-ranking",
    params: {
      ...bagged,
      objective: "lambdarank",
      num_leaves: 15,
      metric: "ndcg",
      eval_at: [1, 3, 5],
      min_data_in_leaf: 5,
    },
    rounds: 20,
    table: { ...weighted, label: "relevance" },
  },
  {
    name: "lightgbm-early-stopping",
    params: {
      objective: "binary",
      num_leaves: 31,
      learning_rate: 0.5,
      min_data_in_leaf: 2,
      metric: "binary_logloss",
      num_threads: 1,
    },
    rounds: 200,
    table: { ...weighted, label: 2 },
    earlyStoppingRounds: 5,
  },
  {
    name: "lightgbm-dart",
    params: { objective: "gamma", boosting: "dart", drop_rate: 0.3, num_leaves: 7, metric: "gamma", num_threads: 1 },
    rounds: 20,
    table: { ...weighted, label: "positive" },
  },
  {
    name: "lightgbm-goss",
    params: {
      objective: "poisson",
      data_sample_strategy: "goss",
      num_leaves: 15,
      max_bin: 31,
      metric: "poisson",
      num_threads: 1,
    },
    rounds: 20,
    table: { label: 4 },
    nFolds: 3,
  },
]

/** What is compared: each kind of task, with weights and missing values, and what draws random numbers. */
export const CASES: readonly Case[] = [
  ...XGBOOST.map((one) => ({ ...one, library: "xgboost" as const })),
  ...LIGHTGBM.map((one) => ({ ...one, library: "lightgbm" as const, params: { ...repeatable, ...one.params } })),
]
