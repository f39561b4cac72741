export type { OnnxClassifierParams, OnnxEstimatorParams, OnnxRegressorParams } from "./estimators/estimator-params.ts"
export { OnnxClassifier } from "./estimators/onnx-classifier.ts"
export { OnnxRegressor } from "./estimators/onnx-regressor.ts"
export type { CompareSessionsOptions, ComparedSession, SessionCandidate } from "./measuring/compare-sessions.ts"
export { compareSessions } from "./measuring/compare-sessions.ts"
export type { MeasureOptions } from "./measuring/measure-options.ts"
export type { MeasureSessionOptions, SessionMeasurement } from "./measuring/measure-session.ts"
export { measureSession } from "./measuring/measure-session.ts"
export type { RunTimes } from "./measuring/time-runs.ts"
export type { Bounds, OnnxEvaluation, OnnxMeasure, OnnxMetric } from "./objective/evaluation.ts"
export type { JudgingData, OnnxObjectiveOptions } from "./objective/onnx-objective-options.ts"
export type { OnnxObjective } from "./objective/onnx-objective.ts"
export { onnxObjective } from "./objective/onnx-objective.ts"
export type { DefaultOnnxSpace, OnnxParamName, OnnxSpace } from "./objective/onnx-space.ts"
export { onnxSpace } from "./objective/onnx-space.ts"
export type { SuggestedParams } from "./objective/suggester.ts"
export type { OnnxInput, OnnxInputs } from "./runtime/model-inputs.ts"
export type { OnnxModel, SessionFactory } from "./runtime/onnx-model.ts"
export type { OnnxRuntime, OnnxSession, OnnxTensor, OnnxValueMetadata } from "./runtime/onnx-runtime.ts"
export type {
  DataLocation,
  ExecutionMode,
  ExecutionProvider,
  ExternalData,
  GraphOptimizationLevel,
  OnnxSessionOptions,
  SetSessionOptions,
} from "./runtime/session-options.ts"
