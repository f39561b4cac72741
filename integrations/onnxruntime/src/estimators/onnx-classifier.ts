import { ParzenError } from "@parzen/core"
import type { Data, Estimator, Label } from "@parzen/model-selection"
import { isFloatType } from "../runtime/element-types.ts"
import { findMaps, mapsError } from "../runtime/map-outputs.ts"
import type { OnnxModel } from "../runtime/onnx-model.ts"
import type { OnnxSession } from "../runtime/onnx-runtime.ts"
import type { OnnxClassifierParams } from "./estimator-params.ts"
import { checkEstimatorParams } from "./estimator-params.ts"
import { findOutput, isLabelType } from "./find-output.ts"
import { JudgedModel } from "./judged-model.ts"
import { toProbabilities } from "./to-probabilities.ts"

/**
 * A trained ONNX model that predicts classes, as scorers and cross-validation take it: networks, and what skl2onnx and onnxmltools
 * make. `fit` does nothing, as of scikit-learn's `FrozenEstimator`.
 */
export class OnnxClassifier<Y extends Label = number> implements Estimator<Data, Y> {
  readonly estimatorType = "classifier"
  readonly params: OnnxClassifierParams<Y>
  readonly #model: OnnxModel
  readonly #judged: JudgedModel
  #classes: readonly Y[] | undefined

  /** @throws INVALID_ARGUMENT */
  constructor(model: OnnxModel, params: OnnxClassifierParams<Y> = {}) {
    checkEstimatorParams("classifier", params)
    this.#judged = new JudgedModel(model, params)
    this.#model = model
    this.#classes = params.classes
    this.params = { ...params }
  }

  /** The parameter `classes`; without it known after the first prediction of probabilities. */
  get classes(): readonly Y[] | undefined {
    return this.#classes
  }

  /** The same model with a session of its own, in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  withParams(params: Readonly<Record<string, unknown>>): OnnxClassifier<Y> {
    return new OnnxClassifier<Y>(this.#model, { ...this.params, ...params })
  }

  /** Does nothing: the model is trained. */
  fit(_X: Data, _y: ArrayLike<Y>): this {
    return this
  }

  /**
   * The label that the model says of each row, or the class of its greatest probability.
   * @throws INVALID_DATA for rows that do not fit the model's input; INVALID_OUTPUT for outputs that are neither labels nor
   * probabilities; MODEL_NOT_LOADED, MODEL_RUN_FAILED
   */
  async predict(X: Data): Promise<Y[]> {
    const output = this.#labelOutput(await this.#judged.session())
    if (output === undefined) {
      const proba = await this.predictProba(X)
      const classes = this.#classes as readonly Y[]
      return proba.map((row) => classes[row.indexOf(Math.max(...row))] as Y)
    }
    const [{ values, width } = { values: [], width: 0 }] = await this.#judged.run(X, [output])
    if (width === 1) return values as Y[]
    throw new ParzenError("INVALID_OUTPUT", `output '${output}' has ${width} values for each row, labels are one`)
  }

  /** For each row the probability of each of `classes`. @throws as `predict`; INVALID_OUTPUT for classes that are not known */
  async predictProba(X: Data): Promise<number[][]> {
    const session = await this.#judged.session()
    const output = this.#probabilityOutput(session)
    const labels = this.params.classes === undefined ? this.#labelOutput(session) : undefined
    const [rows, said] = await this.#judged.run(X, labels === undefined ? [output] : [output, labels])
    const proba = toProbabilities(output, rows ?? { values: [], width: 0 }, this.params.fromLogits === true)
    this.#classes = this.#classesOf(proba[0]?.length ?? 0, said?.values)
    return proba
  }

  /** Releases the session; the next prediction makes another. */
  dispose(): Promise<void> {
    return this.#judged.dispose()
  }

  #labelOutput(session: OnnxSession): string | undefined {
    // Without types, an output is taken for labels only where it is named.
    if (session.outputMetadata === undefined && this.params.labels === undefined) return undefined
    return findOutput(session, "labels", this.params.labels, isLabelType)
  }

  #probabilityOutput(session: OnnxSession): string {
    const output = findOutput(session, "probabilities", this.params.probabilities, isFloatType)
    if (output !== undefined) return output
    const maps = findMaps(session)
    if (maps !== undefined) throw mapsError(maps)
    throw new ParzenError("INVALID_OUTPUT", `the model has no output of floats, only ${session.outputNames.join(", ")}`)
  }

  /** @throws INVALID_OUTPUT */
  #classesOf(count: number, said: readonly (number | string)[] = []): readonly Y[] {
    const { classes } = this.params
    if (classes === undefined) {
      const other = said.find((label) => !Number.isInteger(label) || Number(label) < 0 || Number(label) >= count)
      if (other === undefined) return Array.from({ length: count }, (_, i) => i as Y)
      const message = `classes: the model says ${JSON.stringify(other)}, not 0 to ${count - 1}: give its ${count} classes in order`
      throw new ParzenError("INVALID_OUTPUT", message)
    }
    if (classes.length === count) return classes
    throw new ParzenError(
      "INVALID_OUTPUT",
      `classes: ${classes.length} are given, the model says ${count} probabilities`,
    )
  }
}
