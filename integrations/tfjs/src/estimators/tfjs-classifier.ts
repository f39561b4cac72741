import type { Data, DenseArray, EncodedLabels, Estimator, FitOptions, Label } from "@parzen/model-selection"
import { encodeClasses } from "@parzen/model-selection"
import type { LayersModel } from "@tensorflow/tfjs"
import type { TfjsParams } from "./tfjs-params.ts"
import type { BuildModel, TensorFlow } from "./trained-network.ts"
import { outputsOf, TrainedNetwork } from "./trained-network.ts"

/**
 * A network that predicts classes, as an estimator for cross-validation and the searches. `build` makes a compiled model with one
 * output for each class (softmax), or a single one for two classes (sigmoid). The labels become what its loss takes: indices of
 * classes for `sparseCategoricalCrossentropy`, 0 and 1 for a single output, else one-hot rows.
 */
export class TfjsClassifier<
  Hyper extends object = Readonly<Record<string, unknown>>,
  Y extends Label = Label,
> implements Estimator<Data, Y> {
  readonly estimatorType = "classifier"
  readonly params: TfjsParams<Hyper>
  readonly #tf: TensorFlow
  readonly #build: BuildModel<Hyper>
  readonly #network: TrainedNetwork<Hyper>
  #classes: readonly Y[] | undefined

  /** @throws INVALID_ARGUMENT */
  constructor(tf: TensorFlow, build: BuildModel<Hyper>, params: TfjsParams<Hyper>) {
    this.#network = new TrainedNetwork(tf, build, params)
    this.#tf = tf
    this.#build = build
    this.params = { ...params }
  }

  /** The classes seen by `fit`, ascending. */
  get classes(): readonly Y[] | undefined {
    return this.#classes
  }

  /** The trained model, until the next `fit` or `dispose`. @throws NOT_FITTED */
  get model(): LayersModel {
    return this.#network.model
  }

  /** A fresh, untrained estimator in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  withParams(params: Readonly<Record<string, unknown>>): TfjsClassifier<Hyper, Y> {
    return new TfjsClassifier<Hyper, Y>(this.#tf, this.#build, { ...this.params, ...params })
  }

  /**
   * Builds a model and trains it on `X`, rows of any rank, and `y`, a label for each.
   * @throws INVALID_DATA, INVALID_MODEL for a model whose outputs do not fit the classes; INVALID_ARGUMENT for `sampleWeight`, which
   * tfjs does not take; the signal's reason
   */
  async fit(X: Data, y: ArrayLike<Y>, options: FitOptions = {}): Promise<this> {
    const labels = encodeClasses(y)
    const outputs = labels.classes.length
    this.#classes = labels.classes
    await this.#network.fit(X, y, outputs, (model) => targetsOf(model, labels), options)
    return this
  }

  /** The most probable class of each row; of a network that answers NaN the first, as numpy's `argmax` has it. @throws NOT_FITTED, INVALID_DATA */
  async predict(X: Data): Promise<Y[]> {
    const proba = await this.predictProba(X)
    const classes = this.#classes as readonly Y[]
    return proba.map((row) => classes[indexOfGreatest(row)] as Y)
  }

  /** For each row the probability of each of `classes`. @throws NOT_FITTED, INVALID_DATA */
  async predictProba(X: Data): Promise<number[][]> {
    const { values, width } = await this.#network.predict(X)
    return Array.from({ length: values.length / width }, (_, i) => {
      if (width > 1) return Array.from({ length: width }, (_, j) => values[i * width + j] as number)
      const second = values[i] as number
      return [1 - second, second]
    })
  }

  /** Frees the model and its optimizer. */
  dispose(): void {
    this.#network.dispose()
  }
}

function indexOfGreatest(row: readonly number[]): number {
  return Math.max(row.indexOf(Math.max(...row)), 0)
}

/** @throws INVALID_MODEL */
function targetsOf(model: LayersModel, { classes, codes }: EncodedLabels): DenseArray {
  const k = classes.length
  if (model.loss === "sparseCategoricalCrossentropy") {
    outputsOf(model, [k], `one for each of ${k} classes`)
    return { data: codes, shape: [codes.length, 1] }
  }
  const width = outputsOf(
    model,
    k === 2 ? [1, 2] : [k],
    `one for each of ${k} classes${k === 2 ? ", or a single one" : ""}`,
  )
  if (width === 1) return { data: codes, shape: [codes.length, 1] }
  const data = new Float32Array(codes.length * k)
  for (const [i, code] of codes.entries()) data[i * k + code] = 1
  return { data, shape: [codes.length, k] }
}
