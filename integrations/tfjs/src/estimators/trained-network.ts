import { describe, ParzenError, RandomState } from "@parzen/core"
import type { Data, DenseArray, FitOptions } from "@parzen/model-selection"
import { checkXY, takeRows } from "@parzen/model-selection"
import type { Callback, LayersModel, Tensor } from "@tensorflow/tfjs"
import type * as tfjs from "@tensorflow/tfjs"
import { fitCallback } from "../fit-callback.ts"
import { seedsOf } from "../seeds.ts"
import type { TfjsParams } from "./tfjs-params.ts"
import { checkFitParams, hyperparametersOf } from "./tfjs-params.ts"
import { toDense } from "./to-dense.ts"

/** What of tfjs the estimators use. */
export type TensorFlow = Pick<typeof tfjs, "tensor" | "engine">

/** What `build` is told of the data and the seeds. */
export interface BuildContext {
  /** The shape of one row, for `inputShape`. */
  readonly inputShape: number[]
  /** A classifier's number of classes; 1 of a regressor, or the number of its targets. */
  readonly outputs: number
  /** Another seed at each call, drawn from the estimator's `seed`: one for each layer that draws. */
  readonly nextSeed: () => number
}

/** Makes a compiled model for some hyperparameters. */
export type BuildModel<Hyper extends object> = (
  params: Hyper,
  context: BuildContext,
) => LayersModel | Promise<LayersModel>

/** What both estimators are made of: builds a model, trains it, predicts, frees it. */
export class TrainedNetwork<Hyper extends object> {
  readonly #tf: TensorFlow
  readonly #build: BuildModel<Hyper>
  readonly #params: TfjsParams<Hyper>
  #model: LayersModel | undefined
  #isTraining = false

  /** @throws INVALID_ARGUMENT */
  constructor(tf: TensorFlow, build: BuildModel<Hyper>, params: TfjsParams<Hyper>) {
    if (typeof tf?.tensor !== "function")
      throw new ParzenError("INVALID_ARGUMENT", `tf: takes the namespace of @tensorflow/tfjs, got ${describe(tf)}`)
    if (typeof build !== "function")
      throw new ParzenError("INVALID_ARGUMENT", `build: takes a function that makes a model, got ${describe(build)}`)
    checkFitParams(params as Readonly<Record<string, unknown>>)
    this.#tf = tf
    this.#build = build
    this.#params = params
  }

  /** @throws NOT_FITTED */
  get model(): LayersModel {
    if (this.#model !== undefined) return this.#model
    throw new ParzenError("NOT_FITTED", "this estimator has no model: fit it first")
  }

  /**
   * Trains on rows of any rank; `targetsFor` says, for the compiled model, what it is to answer: row-major.
   * @throws INVALID_DATA, INVALID_ARGUMENT for weights of rows, ALREADY_FITTING; what `build` and `fit` throw
   */
  async fit(
    X: Data,
    y: ArrayLike<unknown>,
    outputs: number,
    targetsFor: (model: LayersModel) => DenseArray,
    options: FitOptions,
  ): Promise<void> {
    if (options.sampleWeight !== undefined)
      throw new ParzenError("INVALID_ARGUMENT", "sampleWeight: model.fit of tfjs takes no weights of rows")
    if (this.#isTraining)
      throw new ParzenError("ALREADY_FITTING", "this estimator's fit has not ended: await it, or take withParams({})")
    this.#isTraining = true
    try {
      await this.#train(X, y, outputs, targetsFor, options)
    } finally {
      this.#isTraining = false
    }
  }

  async #train(
    X: Data,
    y: ArrayLike<unknown>,
    outputs: number,
    targetsFor: (model: LayersModel) => DenseArray,
    options: FitOptions,
  ): Promise<void> {
    this.dispose()
    checkXY(X, y)
    const { epochs = 1, batchSize = 32, seed = 0, shuffle = true, validationSplit = 0, callbacks } = this.#params
    const nextSeed = seedsOf(seed, 0)
    const order = shuffle ? new RandomState(nextSeed()).permutation(y.length) : undefined
    const rows = toDense(X)
    const model: unknown = await this.#buildModel({ inputShape: rows.shape.slice(1), outputs, nextSeed })
    checkModel(model)
    this.#model = model
    const tensors: Tensor[] = []
    try {
      for (const dense of [rows, targetsFor(model)])
        tensors.push(this.#tensor(order === undefined ? dense : takeRows(dense, order)))
      const [x, t] = tensors as [Tensor, Tensor]
      const { signal = new AbortController().signal } = options
      const step = fitCallback("the estimator", { signal }, { model, onEpochEnd: (epoch) => options.onStep?.(epoch) })
      const all = [...(callbacks?.() ?? []), step] as Callback[]
      await model.fit(x, t, { epochs, batchSize, shuffle: false, validationSplit, verbose: 0, callbacks: all })
    } catch (error) {
      this.dispose()
      throw error
    } finally {
      for (const tensor of tensors) tensor.dispose()
    }
  }

  /** The model's output for each row, row-major of shape `(n, outputs)`. @throws NOT_FITTED, INVALID_DATA */
  async predict(X: Data): Promise<{ readonly values: ArrayLike<number>; readonly width: number }> {
    const { model } = this
    const { batchSize = 32 } = this.#params
    const x = this.#tensor(toDense(X))
    try {
      const output = model.predict(x, { batchSize }) as Tensor
      const values = (await output.data()) as Float32Array
      output.dispose()
      return { values, width: values.length / (x.shape[0] as number) }
    } finally {
      x.dispose()
    }
  }

  dispose(): void {
    const model = this.#model
    this.#model = undefined
    if (model === undefined) return
    const { optimizer } = model
    model.dispose()
    // A model disposes only an optimizer that it made from a name; to be disposed twice does no harm.
    optimizer?.dispose()
  }

  /** Of a `build` that throws at once, the weights of the layers that it had made are freed. */
  #buildModel(context: BuildContext): LayersModel | Promise<LayersModel> {
    const variables = (): Readonly<Record<string, { dispose(): void }>> => this.#tf.engine().registeredVariables
    const before = new Set(Object.keys(variables()))
    try {
      return this.#build(hyperparametersOf(this.#params), context)
    } catch (error) {
      for (const [name, variable] of Object.entries(variables())) if (!before.has(name)) variable.dispose()
      throw error
    }
  }

  #tensor({ data, shape }: DenseArray): Tensor {
    return this.#tf.tensor(data as Float32Array, shape as number[], "float32")
  }
}

/** @throws INVALID_MODEL */
function checkModel(model: unknown): asserts model is LayersModel {
  const { fit, optimizer } = (model ?? {}) as Partial<LayersModel>
  if (typeof fit !== "function")
    throw new ParzenError("INVALID_MODEL", `build: must answer a model of tfjs, got ${describe(model)}`)
  if (optimizer !== undefined) return
  ;(model as LayersModel).dispose()
  throw new ParzenError("INVALID_MODEL", "build: the model is not compiled")
}

/** How many outputs the model has for a row. @throws INVALID_MODEL unless it is one of `allowed` */
export function outputsOf(model: LayersModel, allowed: readonly number[], wanted: string): number {
  const shape = model.outputShape
  const width = shape.length === 2 ? shape[1] : undefined
  if (typeof width === "number" && allowed.includes(width)) return width
  throw new ParzenError(
    "INVALID_MODEL",
    `build: the model answers rows of shape ${JSON.stringify(shape)}, wanted ${wanted}`,
  )
}
