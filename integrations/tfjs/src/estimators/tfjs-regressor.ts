import { ParzenError } from "@parzen/core"
import type { Data, Estimator, FitOptions } from "@parzen/model-selection"
import type { LayersModel } from "@tensorflow/tfjs"
import type { TfjsParams } from "./tfjs-params.ts"
import type { BuildModel, TensorFlow } from "./trained-network.ts"
import { outputsOf, TrainedNetwork } from "./trained-network.ts"

/**
 * A network that predicts numbers, as an estimator for cross-validation and the searches. `build` makes a compiled model with one
 * output.
 */
export class TfjsRegressor<Hyper extends object = Readonly<Record<string, unknown>>> implements Estimator<
  Data,
  number
> {
  readonly estimatorType = "regressor"
  readonly params: TfjsParams<Hyper>
  readonly #tf: TensorFlow
  readonly #build: BuildModel<Hyper>
  readonly #network: TrainedNetwork<Hyper>

  /** @throws INVALID_ARGUMENT */
  constructor(tf: TensorFlow, build: BuildModel<Hyper>, params: TfjsParams<Hyper>) {
    this.#network = new TrainedNetwork(tf, build, params)
    this.#tf = tf
    this.#build = build
    this.params = { ...params }
  }

  /** The trained model, until the next `fit` or `dispose`. @throws NOT_FITTED */
  get model(): LayersModel {
    return this.#network.model
  }

  /** A fresh, untrained estimator in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  withParams(params: Readonly<Record<string, unknown>>): TfjsRegressor<Hyper> {
    return new TfjsRegressor<Hyper>(this.#tf, this.#build, { ...this.params, ...params })
  }

  /**
   * Builds a model and trains it on `X`, rows of any rank, and `y`, a finite number for each.
   * @throws INVALID_DATA, INVALID_MODEL for a model of more outputs than one; INVALID_ARGUMENT for `sampleWeight`, which tfjs does not
   * take; the signal's reason
   */
  async fit(X: Data, y: ArrayLike<number>, options: FitOptions = {}): Promise<this> {
    const row = Array.prototype.findIndex.call(y, (value) => !Number.isFinite(value))
    if (row >= 0) throw new ParzenError("INVALID_DATA", `y: takes finite numbers, row ${row} is ${String(y[row])}`)
    const targetsFor = (model: LayersModel): { data: Float32Array; shape: number[] } => {
      outputsOf(model, [1], "one")
      return { data: Float32Array.from(y), shape: [y.length, 1] }
    }
    await this.#network.fit(X, y, 1, targetsFor, options)
    return this
  }

  /** The predicted number of each row. @throws NOT_FITTED, INVALID_DATA */
  async predict(X: Data): Promise<Float64Array> {
    return Float64Array.from((await this.#network.predict(X)).values)
  }

  /** Frees the model and its optimizer. */
  dispose(): void {
    this.#network.dispose()
  }
}
