import { ParzenError } from "@parzen/core"
import type { Data, FitOptions } from "@parzen/model-selection"
import { checkSameLength, trainTestSplit } from "@parzen/model-selection"
import type { TableData } from "../data/dense-matrix.ts"
import { takeMatrixRows, toFloatMatrix } from "../data/dense-matrix.ts"
import { toFloat32Array } from "../data/to-float32-array.ts"
import type { RoundCallback } from "../rounds/round-callback.ts"
import type { BoostingLibrary, FitPart } from "./boosting-library.ts"
import type { ReadParams } from "./estimator-params.ts"

/** What a classifier or regressor fits. */
export interface FitTargets {
  /** A number for each row: the number of its class from 0, or what is regressed on. */
  readonly label: ArrayLike<number>
  readonly nClasses: number | undefined
}

/** What the estimators of boosting libraries are made of: trains a model, predicts, frees it. */
export class BoostedModel<Model, Rows> {
  readonly #library: BoostingLibrary<Model, Rows>
  readonly #params: ReadParams
  #model: Model | undefined
  #nColumns = 0
  #isTraining = false
  /** What was predicted last: scorers predict the same rows after each round. */
  #last: { readonly X: Data; readonly rows: Rows } | undefined

  constructor(library: BoostingLibrary<Model, Rows>, params: ReadParams) {
    this.#library = library
    this.#params = params
  }

  /** @throws NOT_FITTED */
  get model(): Model {
    if (this.#model !== undefined) return this.#model
    throw new ParzenError("NOT_FITTED", "this estimator has no model: fit it first")
  }

  /** The gain of each column as a share of all: they sum to 1, or are all 0 where no tree splits. @throws NOT_FITTED */
  get importances(): readonly number[] {
    const gains = this.#library.gains(this.model, this.#nColumns)
    const sum = gains.reduce((total, gain) => total + gain, 0)
    return gains.map((gain) => (sum === 0 ? 0 : gain / sum))
  }

  /**
   * Trains on `X`, a table of numbers. `options.onStep` is awaited after each round; `onBegin` is called when nothing was refused, and
   * the last model is given up.
   * @throws INVALID_DATA; ALREADY_FITTING; the signal's reason; what the library and `onStep` throw
   */
  async fit(X: Data, { label, nClasses }: FitTargets, options: FitOptions, onBegin?: () => void): Promise<void> {
    const { sampleWeight, signal, onStep } = options
    if (this.#isTraining)
      throw new ParzenError("ALREADY_FITTING", "this estimator's fit has not ended: await it, or take withParams({})")
    const rows = toFloatMatrix(X as TableData, "X")
    checkSameLength(rows.rows, label)
    const count = [rows.rows, "rows"] as const
    const weight = sampleWeight && toFloat32Array(sampleWeight, "sampleWeight", { count, min: 0 })
    const [train, validation] = this.#parts({ rows, label, weight }, nClasses !== undefined)
    this.dispose()
    onBegin?.()
    this.#isTraining = true
    this.#nColumns = rows.columns
    const { params, numBoostRound, earlyStoppingRounds } = this.#params
    let nSteps = 0
    const stepping: RoundCallback<Model> = {
      afterRound: async ({ model }) => {
        this.#model = model
        await onStep?.(nSteps++)
      },
    }
    const callbacks = onStep === undefined ? [] : [stepping]
    const request = { params, numBoostRound, earlyStoppingRounds, nClasses, train, validation, callbacks, signal }
    try {
      this.#model = await this.#library.train(request)
    } catch (error) {
      this.#model = undefined
      throw error
    } finally {
      this.#isTraining = false
      this.#forgetRows()
    }
  }

  /** @throws NOT_FITTED; INVALID_DATA; what the library throws */
  async predict(X: Data): Promise<ArrayLike<number> | readonly (readonly number[])[]> {
    const { model } = this
    if (!this.#isTraining) {
      const rows = this.#library.toRows(X as TableData)
      try {
        return await this.#library.predict(model, rows)
      } finally {
        this.#library.freeRows(rows)
      }
    }
    if (this.#last?.X !== X) {
      this.#forgetRows()
      this.#last = { X, rows: this.#library.toRows(X as TableData) }
    }
    return this.#library.predict(model, this.#last.rows)
  }

  /** Frees the model. */
  dispose(): void {
    this.#forgetRows()
    if (this.#model !== undefined && !this.#isTraining) this.#library.freeModel(this.#model)
    this.#model = undefined
  }

  /** The rows to train on, and with early stopping those to watch, drawn by the parameters' seed. */
  #parts(all: FitPart, isClassifier: boolean): readonly [FitPart, FitPart | undefined] {
    const { earlyStoppingRounds, validationFraction: testSize, params } = this.#params
    if (earlyStoppingRounds === undefined) return [all, undefined]
    const seed = Number(params["seed"] ?? params["random_state"] ?? 0)
    const randomState = Number.isSafeInteger(seed) && seed >= 0 ? seed % 2 ** 32 : 0
    const numbers = Array.from({ length: all.rows.rows }, (_, row) => row)
    const stratify = isClassifier ? Array.from(all.label) : undefined
    const { XTrain, XTest } = trainTestSplit(numbers, numbers, { testSize, randomState, stratify })
    return [take(all, XTrain), take(all, XTest)]
  }

  #forgetRows(): void {
    if (this.#last !== undefined) this.#library.freeRows(this.#last.rows)
    this.#last = undefined
  }
}

function take({ rows, label, weight }: FitPart, numbers: readonly number[]): FitPart {
  const of = (values: ArrayLike<number>): Float64Array => Float64Array.from(numbers, (row) => values[row] as number)
  return { rows: takeMatrixRows(rows, numbers), label: of(label), weight: weight && of(weight) }
}
