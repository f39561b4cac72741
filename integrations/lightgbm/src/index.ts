export type {
  BestRound,
  EarlyStoppingOptions,
  Evaluation,
  EvaluationHistory,
  RoundCallback,
  RoundContext,
  StepResult,
  TableData,
  TuningRunOptions,
} from "@parzen/boosting"
export { earlyStopping } from "@parzen/boosting"
export type { ImportanceType, ModelTextOptions } from "./booster/model-text.ts"
export { Booster } from "./booster/booster.ts"
export type { Predictions, PredictOptions } from "./booster/predict.ts"
export type { DatasetOptions } from "./data/dataset.ts"
export { Dataset } from "./data/dataset.ts"
export type { DatasetFields } from "./data/fields.ts"
export type { LoadedLightGBM, LoadLightGBMOptions } from "./load-lightgbm.ts"
export { loadLightGBM } from "./load-lightgbm.ts"
export type {
  DatasetView,
  LightGBMParams,
  MetricFunction,
  MetricResult,
  ObjectiveFunction,
  ParamValue,
} from "./params/params.ts"
export type { ResolvedParams } from "./params/resolve-params.ts"
export type { LightGBMPruningOptions } from "./training/lightgbm-pruning-callback.ts"
export { lightgbmPruningCallback } from "./training/lightgbm-pruning-callback.ts"
export type { TrainOptions, TrainResult } from "./training/train.ts"
export { train } from "./training/train.ts"
export type { CvOptions, CvResult } from "./training/cv.ts"
export { cv } from "./training/cv.ts"
export type { FoldOptions } from "./training/folds-of.ts"
export type { BaseTunerOptions } from "./tuner/base-tuner.ts"
export type { LightGBMTunerOptions } from "./tuner/lightgbm-tuner.ts"
export { LightGBMTuner } from "./tuner/lightgbm-tuner.ts"
export type { LightGBMTunerCVOptions } from "./tuner/lightgbm-tuner-cv.ts"
export { LightGBMTunerCV } from "./tuner/lightgbm-tuner-cv.ts"
export { LGBMClassifier } from "./estimators/lgbm-classifier.ts"
export type { LGBMParams } from "./estimators/lgbm-params.ts"
export { LGBMRegressor } from "./estimators/lgbm-regressor.ts"
export type { LightGBMObjectiveOptions } from "./objective/lightgbm-objective.ts"
export { lightgbmObjective } from "./objective/lightgbm-objective.ts"
export type { LightGBMSpace } from "./objective/lightgbm-space.ts"
export { lightgbmSpace } from "./objective/lightgbm-space.ts"
