import { ParzenError } from "@parzen/core"
import type { Data, Estimator } from "@parzen/model-selection"
import { isFloatType } from "../runtime/element-types.ts"
import type { OnnxModel } from "../runtime/onnx-model.ts"
import type { OnnxRegressorParams } from "./estimator-params.ts"
import { checkEstimatorParams } from "./estimator-params.ts"
import { findOutput } from "./find-output.ts"
import { JudgedModel } from "./judged-model.ts"

/**
 * A trained ONNX model that predicts numbers, as scorers and cross-validation take it. `fit` does nothing, as of scikit-learn's
 * `FrozenEstimator`.
 */
export class OnnxRegressor implements Estimator<Data, number> {
  readonly estimatorType = "regressor"
  readonly params: OnnxRegressorParams
  readonly #model: OnnxModel
  readonly #judged: JudgedModel

  /** @throws INVALID_ARGUMENT */
  constructor(model: OnnxModel, params: OnnxRegressorParams = {}) {
    checkEstimatorParams("regressor", params)
    this.#judged = new JudgedModel(model, params)
    this.#model = model
    this.params = { ...params }
  }

  /** The same model with a session of its own, in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  withParams(params: Readonly<Record<string, unknown>>): OnnxRegressor {
    return new OnnxRegressor(this.#model, { ...this.params, ...params })
  }

  /** Does nothing: the model is trained. */
  fit(_X: Data, _y: ArrayLike<number>): this {
    return this
  }

  /**
   * The number that the model says of each row.
   * @throws INVALID_DATA for rows that do not fit the model's input; INVALID_OUTPUT for outputs that are no number for each row;
   * MODEL_NOT_LOADED, MODEL_RUN_FAILED
   */
  async predict(X: Data): Promise<number[]> {
    const session = await this.#judged.session()
    const output = findOutput(session, "output", this.params.output, isFloatType)
    if (output === undefined)
      throw new ParzenError(
        "INVALID_OUTPUT",
        `the model has no output of floats, only ${session.outputNames.join(", ")}`,
      )
    const [{ values, width } = { values: [], width: 0 }] = await this.#judged.run(X, [output])
    if (width === 1) return values.map(Number)
    throw new ParzenError("INVALID_OUTPUT", `output '${output}' has ${width} numbers for each row, a regressor has one`)
  }

  /** Releases the session; the next prediction makes another. */
  dispose(): Promise<void> {
    return this.#judged.dispose()
  }
}
