export type {
  EarlyStoppingOptions,
  Evaluation,
  EvaluationHistory,
  PruningOptions,
  RoundCallback,
} from "@parzen/boosting"
export type { BestRound, RoundContext, TableData } from "@parzen/boosting"
export { earlyStopping } from "@parzen/boosting"
export type { Derivatives, ObjectiveFunction } from "./booster/boost-steps.ts"
export { Booster } from "./booster/booster.ts"
export type { EvalSet, EvaluateOptions, MetricFunction, MetricValue } from "./booster/evaluate-steps.ts"
export type { ImportanceType } from "./booster/importance.ts"
export type { XGBoostParams, XGBoostParamValue } from "./booster/params.ts"
export type { PredictOptions, Predictions } from "./booster/predictions.ts"
export { DMatrix } from "./data/d-matrix.ts"
export type { DMatrixOptions, RowInfo } from "./data/d-matrix-options.ts"
export type { LoadedXGBoost, LoadXGBoostOptions } from "./load-xgboost.ts"
export { loadXGBoost } from "./load-xgboost.ts"
export type { CvOptions, CvResult } from "./training/cv.ts"
export { cv } from "./training/cv.ts"
export type { FoldOptions } from "./training/folds.ts"
export type { TrainingOptions, TrainOptions, TrainResult } from "./training/train.ts"
export { train } from "./training/train.ts"
export { xgboostPruningCallback } from "./training/xgboost-pruning-callback.ts"
