import { describe, ParzenError } from "@parzen/core"
import type { Decisions } from "../../estimator.ts"
import { average } from "../average.ts"
import type { WeightOptions } from "../check-weights.ts"
import { checkWeights } from "../check-weights.ts"
import { checkSameRows, columnOf, toTable } from "../table.ts"

/** Numbers to regress on: one for each row, or one for each output. */
export type RegressionTargets = Decisions

/** How the outputs are taken together, if there are several: their mean, or a weight for each. */
export type Multioutput = "uniformAverage" | ArrayLike<number>

/** Options of regression errors. `Combined` is `"rawValues"` where a number for each output is asked for. */
export interface ErrorOptions<Combined = Multioutput> extends WeightOptions {
  /** How several outputs are taken together; by default their mean. */
  readonly multioutput?: Combined | undefined
}

/** `Options` that ask for a number for each output. */
export type RawValues<Options> = Omit<Options, "multioutput"> & { readonly multioutput: "rawValues" }

/** Options that ask for either. */
export type AnyErrorOptions = ErrorOptions<Multioutput | "rawValues">

/** True and predicted numbers, an array for each output. */
export interface RegressionPair {
  readonly rows: number
  readonly yTrue: readonly Float64Array[]
  readonly yPred: readonly Float64Array[]
  readonly weights: Float64Array | undefined
}

/**
 * Checks what was true and what was predicted.
 * @throws INVALID_DATA for different lengths, none at all, different outputs, and NaN and infinities
 */
export function checkRegression(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  sampleWeight?: ArrayLike<number>,
): RegressionPair {
  checkSameRows(yTrue, yPred, "yPred")
  const actual = toTable(yTrue, "yTrue")
  const predicted = toTable(yPred, "yPred")
  const { rows, columns = 1 } = actual
  if (columns !== (predicted.columns ?? 1)) {
    throw new ParzenError("INVALID_DATA", `yTrue has ${columns} outputs and yPred has ${predicted.columns ?? 1}`)
  }
  const outputs = Array.from({ length: columns }, (_, j) => j)
  return {
    rows,
    yTrue: outputs.map((j) => columnOf(actual, j)),
    yPred: outputs.map((j) => columnOf(predicted, j)),
    weights: checkWeights(sampleWeight, rows),
  }
}

/**
 * {@link checkRegression} with one output.
 * @throws INVALID_DATA for several outputs too
 */
export function checkOneOutput(
  yTrue: RegressionTargets,
  yPred: RegressionTargets,
  sampleWeight?: ArrayLike<number>,
): { readonly actual: Float64Array; readonly predicted: Float64Array; readonly weights: Float64Array | undefined } {
  const pair = checkRegression(yTrue, yPred, sampleWeight)
  const [actual, another] = pair.yTrue
  const [predicted] = pair.yPred
  if (actual !== undefined && predicted !== undefined && another === undefined)
    return { actual, predicted, weights: pair.weights }
  throw new ParzenError("INVALID_DATA", `yTrue: this metric takes one output, got ${pair.yTrue.length}`)
}

/** A number for each output. */
export function perOutput(
  pair: RegressionPair,
  metric: (actual: Float64Array, predicted: Float64Array) => number,
): Float64Array {
  return Float64Array.from(pair.yTrue, (actual, j) => metric(actual, pair.yPred[j] as Float64Array))
}

/**
 * The numbers of the outputs taken together, or as they are.
 * @throws INVALID_ARGUMENT for what is no `multioutput`, and weights that do not fit
 */
export function combineOutputs(
  values: Float64Array,
  multioutput: Multioutput | "rawValues" = "uniformAverage",
): number | Float64Array {
  if (multioutput === "rawValues") return values
  if (multioutput === "uniformAverage") return average(values)
  if (typeof multioutput !== "object" || multioutput === null) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `multioutput: takes 'uniformAverage', 'rawValues' or weights, got ${describe(multioutput)}`,
    )
  }
  if (values.length === 1 || multioutput.length !== values.length) {
    throw new ParzenError("INVALID_ARGUMENT", `multioutput: ${multioutput.length} weights for ${values.length} outputs`)
  }
  return average(values, Float64Array.from(multioutput))
}

/** The differences of true and predicted numbers, each changed by `change`. */
export function differences(
  actual: Float64Array,
  predicted: Float64Array,
  change: (difference: number) => number,
): Float64Array {
  return actual.map((value, i) => change(value - (predicted[i] as number)))
}
