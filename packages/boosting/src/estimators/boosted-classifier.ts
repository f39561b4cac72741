import type { Data, Estimator, FitOptions, Label } from "@parzen/model-selection"
import { BoostedModel } from "./boosted-model.ts"
import type { BoostingLibrary } from "./boosting-library.ts"
import type { EstimatorParams, ReadParams } from "./estimator-params.ts"
import { classTargets, mostProbable, toProbabilities } from "./targets.ts"

/** Boosted trees that predict classes, as an estimator for cross-validation and the searches; of one library by its adapter. */
export abstract class BoostedClassifier<
  Y extends Label,
  Params extends EstimatorParams,
  Model,
  Rows,
> implements Estimator<Data, Y> {
  readonly estimatorType = "classifier"
  readonly params: Params
  readonly #boosted: BoostedModel<Model, Rows>
  #classes: readonly Y[] | undefined

  constructor(library: BoostingLibrary<Model, Rows>, params: Params, read: ReadParams) {
    this.#boosted = new BoostedModel(library, read)
    this.params = { ...params }
  }

  /** The classes seen by `fit`, ascending. */
  get classes(): readonly Y[] | undefined {
    return this.#classes
  }

  /** The trained model, until the next `fit` or `dispose`. @throws NOT_FITTED */
  get booster(): Model {
    return this.#boosted.model
  }

  /** For each column the share of all that the splits gain. @throws NOT_FITTED; INVALID_ARGUMENT for a linear booster */
  get featureImportances(): readonly number[] {
    return this.#boosted.importances
  }

  /** A fresh, untrained estimator in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  abstract withParams(params: Readonly<Record<string, unknown>>): Estimator<Data, Y>

  /**
   * Trains on `X`, a table of numbers, and `y`, a label for each row. NaN in `X` is a missing value.
   * @throws INVALID_DATA; UNKNOWN_PARAMETER, and what else the library refuses; ALREADY_FITTING; the signal's reason
   */
  async fit(X: Data, y: ArrayLike<Y>, options: FitOptions = {}): Promise<this> {
    const { classes, ...targets } = classTargets(y)
    await this.#boosted.fit(X, targets, options, () => void (this.#classes = classes))
    return this
  }

  /** The most probable class of each row. @throws NOT_FITTED, INVALID_DATA */
  async predict(X: Data): Promise<Y[]> {
    return mostProbable(await this.predictProba(X), this.#classes ?? [])
  }

  /** For each row the probability of each of `classes`. @throws NOT_FITTED, INVALID_DATA */
  async predictProba(X: Data): Promise<readonly (readonly number[])[]> {
    return toProbabilities(await this.#boosted.predict(X))
  }

  /** Frees the model. */
  dispose(): void {
    this.#boosted.dispose()
  }
}
