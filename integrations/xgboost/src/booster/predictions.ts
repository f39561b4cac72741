import type { Pointer } from "@parzen/boosting"
import { readFloats, readUint64s } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import type { Steps } from "../library/xgboost-library.ts"

/** Options of `predict`. */
export interface PredictOptions {
  /** The margins, before the objective's transformation. */
  readonly outputMargin?: boolean | undefined
  /** For each tree the leaf that the row falls into. */
  readonly predLeaf?: boolean | undefined
  /** What each column contributes to the margin (SHAP values), last the bias; of several classes one class after the other. */
  readonly predContribs?: boolean | undefined
  /** Approximates the contributions. */
  readonly approxContribs?: boolean | undefined
  /** The rounds whose trees are used, `[begin, end)`; an end of 0 is all of them. By default all. */
  readonly iterationRange?: readonly [begin: number, end: number] | undefined
  /** As during training: DART drops trees. */
  readonly training?: boolean | undefined
  /** Whether to answer rows even of one output. */
  readonly strictShape?: boolean | undefined
}

/** One number for each row, or of several classes, leaves and contributions an array for each row. */
export type Predictions = Float32Array | number[][]

/** What XGBoost is told to predict. @throws INVALID_ARGUMENT */
export function predictConfig(options: PredictOptions): string {
  const { iterationRange = [0, 0], training = false, strictShape = false } = options
  const [begin, end] = Array.isArray(iterationRange) ? iterationRange : [NaN, NaN]
  if (!isRound(begin) || !isRound(end) || (end !== 0 && end < begin))
    throw new ParzenError("INVALID_ARGUMENT", `iterationRange: takes [begin, end), got ${describe(iterationRange)}`)
  const config = { iteration_begin: begin, iteration_end: end, training, strict_shape: strictShape }
  return JSON.stringify({ type: typeOf(options), ...config })
}

/** Predicts; the answer is a copy of the library's own memory, which the thread's next prediction overwrites. */
export function* predictSteps(booster: Pointer, data: Pointer, config: string): Steps<Predictions> {
  const [size, dim, out]: [[Pointer], [number], [Pointer]] = [[0n], [0], [0n]]
  yield ["XGBoosterPredictFromDMatrix", booster, data, config, size, dim, out]
  const [rows = 0, ...shape] = readUint64s(size[0], Number(dim[0]))
  const width = shape.reduce((product, n) => product * n, 1)
  const values = readFloats(out[0], rows * width)
  if (shape.length === 0) return values
  return Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)))
}

function typeOf({ outputMargin, predLeaf, predContribs, approxContribs }: PredictOptions): number {
  const chosen = Object.entries({ outputMargin, predContribs, predLeaf }).filter(([, value]) => value === true)
  if (chosen.length > 1)
    throw new ParzenError("INVALID_ARGUMENT", `one of ${chosen.map(([name]) => name).join(", ")} at a time`)
  if (outputMargin === true) return 1
  if (predContribs === true) return approxContribs === true ? 3 : 2
  return predLeaf === true ? 6 : 0
}

function isRound(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
