import { describe, ParzenError } from "@parzen/core"
import type { Label } from "@parzen/model-selection"
import type { OnnxRuntime } from "../runtime/onnx-runtime.ts"
import type { OnnxSessionOptions } from "../runtime/session-options.ts"
import { checkSessionOptions } from "../runtime/check-session-options.ts"

/** How an ONNX model is run on rows. */
export interface OnnxEstimatorParams {
  readonly sessionOptions?: OnnxSessionOptions | undefined
  /** Rows of a run; 256 by default. A model whose first dimension is fixed gets batches of that size, the last one filled up. */
  readonly batchSize?: number | undefined
  /** Whether `X` may hold NaN and infinities, as trees take them for missing values; false by default. */
  readonly allowNaN?: boolean | undefined
  /** ONNX Runtime; by default onnxruntime-node. */
  readonly ort?: OnnxRuntime | undefined
}

/** Parameters of {@link OnnxClassifier}. */
export interface OnnxClassifierParams<Y extends Label = Label> extends OnnxEstimatorParams {
  /** The classes in the order of the probabilities' columns; 0, 1, 2, ... by default. */
  readonly classes?: readonly Y[] | undefined
  /** The output that holds a label for each row; by default the only one of whole numbers or strings, if there is one. */
  readonly labels?: string | undefined
  /** The output that holds the probabilities, or logits; by default the only one of floats. */
  readonly probabilities?: string | undefined
  /** Whether that output holds logits, of which softmax (of a single column the sigmoid) makes probabilities; false by default. */
  readonly fromLogits?: boolean | undefined
}

/** Parameters of {@link OnnxRegressor}. */
export interface OnnxRegressorParams extends OnnxEstimatorParams {
  /** The output that holds a number for each row; by default the only one of floats. */
  readonly output?: string | undefined
}

type Params = OnnxClassifierParams & OnnxRegressorParams
type Check = readonly [allowed: string, isValid: (value: unknown) => boolean]

const isName: Check = ["the name of an output", (value) => typeof value === "string"]
const isFlag: Check = ["true or false", (value) => typeof value === "boolean"]
const isAny: Check = ["anything", () => true]
const SHARED = {
  sessionOptions: isAny,
  batchSize: ["an integer from 1", (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 1],
  allowNaN: isFlag,
  ort: isAny,
} as const
const CHECKS: Readonly<Record<"classifier" | "regressor", Readonly<Record<string, Check>>>> = {
  classifier: {
    ...SHARED,
    classes: ["a list of two labels or more", (value) => Array.isArray(value) && value.length > 1],
    labels: isName,
    probabilities: isName,
    fromLogits: isFlag,
  } satisfies Record<keyof OnnxClassifierParams, Check>,
  regressor: { ...SHARED, output: isName } satisfies Record<keyof OnnxRegressorParams, Check>,
}

/** @throws INVALID_ARGUMENT */
export function checkEstimatorParams(type: "classifier" | "regressor", params: object): void {
  if (typeof params !== "object" || params === null)
    throw new ParzenError("INVALID_ARGUMENT", `params: takes an object, got ${describe(params)}`)
  const checks = CHECKS[type]
  for (const [name, value] of Object.entries(params)) {
    const check = checks[name]
    if (check === undefined) {
      const message = `'${name}': is none of the parameters ${Object.keys(checks).join(", ")}`
      throw new ParzenError("INVALID_ARGUMENT", message)
    }
    if (value === undefined || check[1](value)) continue
    throw new ParzenError("INVALID_ARGUMENT", `'${name}': takes ${check[0]}, got ${describe(value)}`)
  }
  const { sessionOptions = {} } = params as Params
  checkSessionOptions(sessionOptions)
}
