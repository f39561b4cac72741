import type { Pointer, TableData } from "@parzen/boosting"
import { toFloatMatrix } from "@parzen/boosting"
import { ParzenError } from "@parzen/core"
import { lightgbm } from "../load-lightgbm.ts"
import type { NativeArgument } from "../native/functions.ts"
import type { LightGBMParams } from "../params/params.ts"
import { paramsText, resolveParams, verbosityOf } from "../params/resolve-params.ts"
import { checkInteger } from "./model-text.ts"

/** Options of `predict`. */
export interface PredictOptions {
  /** The raw score, before the objective makes a probability or the like of it. */
  readonly rawScore?: boolean | undefined
  /** For each tree the leaf that the row falls into. */
  readonly predLeaf?: boolean | undefined
  /** What each column contributes to the raw score (SHAP values), last the expected one; of several classes one after the other. */
  readonly predContrib?: boolean | undefined
  /** The first round; 0 by default. */
  readonly startIteration?: number | undefined
  /** How many rounds; 0 or less for all. By default up to the best iteration. */
  readonly numIteration?: number | undefined
  /** Parameters of prediction: `num_threads`, `pred_early_stop`. */
  readonly params?: LightGBMParams | undefined
}

/** One number for each row, or of several classes, leaves and contributions an array for each row. */
export type Predictions = Float64Array | number[][]

/** A prediction that is to be made: what it is called with, and its result. */
export class PredictCall {
  readonly args: readonly NativeArgument[]
  readonly verbosity: number
  readonly #out: Float64Array
  readonly #rows: number
  readonly #isTable: boolean

  /** @throws INVALID_DATA, INVALID_ARGUMENT */
  constructor(pointer: Pointer, table: TableData, options: PredictOptions & { readonly numFeature: number }) {
    const { startIteration = 0, numIteration = -1, params = {}, numFeature } = options
    const code = codeOf(options)
    checkInteger(startIteration, "startIteration", 0)
    checkInteger(numIteration, "numIteration")
    const { data, rows, columns } = toFloatMatrix(table)
    if (columns !== numFeature)
      throw new ParzenError("INVALID_DATA", `data has ${columns} columns, and the model was trained on ${numFeature}`)
    const resolved = resolveParams(params)
    const length = new BigInt64Array(1)
    lightgbm().callSync("LGBM_BoosterCalcNumPredict", [pointer, rows, code, startIteration, numIteration, length])
    this.#rows = rows
    this.#isTable = code >= 2 || Number(length[0]) !== rows
    this.#out = new Float64Array(Number(length[0]))
    this.verbosity = verbosityOf(resolved)
    const kind = data instanceof Float64Array ? 1 : 0
    const range = [code, startIteration, numIteration]
    this.args = [pointer, data, kind, rows, columns, 1, ...range, paramsText(resolved), length, this.#out]
  }

  /** What was predicted, once it was called. */
  result(): Predictions {
    if (!this.#isTable) return this.#out
    const width = this.#out.length / this.#rows
    return Array.from({ length: this.#rows }, (_, row) =>
      Array.from(this.#out.subarray(row * width, (row + 1) * width)),
    )
  }
}

/** @throws INVALID_ARGUMENT for several kinds at once */
function codeOf({ rawScore = false, predLeaf = false, predContrib = false }: PredictOptions): number {
  const wanted = Object.entries({ rawScore, predLeaf, predContrib }).filter(([, isWanted]) => isWanted)
  if (wanted.length > 1)
    throw new ParzenError("INVALID_ARGUMENT", `one of ${wanted.map(([name]) => name).join(", ")} at a time`)
  if (rawScore) return 1
  if (predLeaf) return 2
  return predContrib ? 3 : 0
}
