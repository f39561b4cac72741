import type { TrialLike } from "@parzen/core"
import type { Data, Label, SingleScoring } from "@parzen/model-selection"
import type { OnnxClassifierParams, OnnxRegressorParams } from "../estimators/estimator-params.ts"
import type { MeasureOptions } from "../measuring/measure-options.ts"
import type { OnnxInputs } from "../runtime/model-inputs.ts"
import type { OnnxRuntime } from "../runtime/onnx-runtime.ts"
import type { OnnxSessionOptions } from "../runtime/session-options.ts"
import type { Bounds, OnnxMeasure, OnnxMetric } from "./evaluation.ts"
import type { OnnxSpace } from "./onnx-space.ts"
import type { SuggestedParams } from "./suggester.ts"

/** Rows to judge models on, and what is true of them. */
export interface JudgingData<Y extends Label = Label> {
  readonly X: Data
  readonly y: ArrayLike<Y>
}

/** Options of `onnxObjective`. */
export interface OnnxObjectiveOptions<Y extends Label = Label> extends MeasureOptions {
  /** What a trial's values are; by default `"p50"`, and with `data` `"score"` after it. */
  readonly objectives?: readonly (OnnxMeasure | OnnxMetric)[] | undefined
  /** What a feasible trial keeps: `{ p95: { max: 5 } }`. Each is a constraint of the trial under its name. */
  readonly constraints?: Readonly<Partial<Record<OnnxMeasure, Bounds>>> | undefined
  /** What to score the models on. */
  readonly data?: JudgingData<Y> | undefined
  /** Whether models predict classes (the default) or numbers: `"regression"`. */
  readonly task?: "classification" | "regression" | undefined
  /** How to score; by default accuracy, or R² of a regression. */
  readonly scoring?: SingleScoring<Data, Y> | undefined
  /** How the models' outputs are read: parameters of `OnnxClassifier` or `OnnxRegressor`. They score on batches of the size measured. */
  readonly estimator?: Omit<OnnxClassifierParams<Y> & OnnxRegressorParams, "ort" | "sessionOptions"> | undefined
  /** What the models are timed on, or a function of the batch size; by default rows of `data`, else made up. */
  readonly inputs?: OnnxInputs | ((batchSize: number) => OnnxInputs) | undefined
  /** Whether inputs and data may hold NaN and infinities; false by default. */
  readonly allowNaN?: boolean | undefined
  /** What to search, or a function that asks the trial by itself. By default `onnxSpace()`, and `model` if there are several. */
  readonly space?: OnnxSpace | ((trial: TrialLike) => SuggestedParams) | undefined
  /** Session options that stay as they are; the default space leaves them out. */
  readonly sessionOptions?: OnnxSessionOptions | undefined
  /** Rows of a run where they are not searched; 1 by default. */
  readonly batchSize?: number | undefined
  /** ONNX Runtime; by default onnxruntime-node. */
  readonly ort?: OnnxRuntime | undefined
}
