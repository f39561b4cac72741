import { BoostedModel, classTargets, mostProbable, toProbabilities } from "@parzen/boosting"
import type { Data, Estimator, FitOptions, Label } from "@parzen/model-selection"
import type { Booster } from "../booster/booster.ts"
import type { DMatrix } from "../data/d-matrix.ts"
import type { XGBParams } from "./xgb-params.ts"
import { readXGBParams } from "./xgb-params.ts"
import { XGBOOST } from "./xgboost-estimators.ts"

/**
 * Boosted trees of XGBoost that predict classes, as an estimator for cross-validation and the searches. Training lets the event loop
 * go on; `dispose()` frees the model.
 */
export class XGBClassifier<Y extends Label = Label> implements Estimator<Data, Y> {
  readonly estimatorType = "classifier"
  readonly params: XGBParams
  readonly #boosted: BoostedModel<Booster, DMatrix>
  #classes: readonly Y[] | undefined

  /** @throws INVALID_ARGUMENT; parameters of XGBoost are looked at by `fit` */
  constructor(params: XGBParams = {}) {
    this.#boosted = new BoostedModel(XGBOOST, readXGBParams(params, ["binary:logistic", "multi:softprob"]))
    this.params = { ...params }
  }

  /** The classes seen by `fit`, ascending. */
  get classes(): readonly Y[] | undefined {
    return this.#classes
  }

  /** The trained model, until the next `fit` or `dispose`. @throws NOT_FITTED */
  get booster(): Booster {
    return this.#boosted.model
  }

  /** For each column the share of all that the splits gain. @throws NOT_FITTED; INVALID_ARGUMENT for `gblinear` */
  get featureImportances(): readonly number[] {
    return this.#boosted.importances
  }

  /** A fresh, untrained estimator in which `params` replace those of the same names. @throws INVALID_ARGUMENT */
  withParams(params: Readonly<Record<string, unknown>>): XGBClassifier<Y> {
    return new XGBClassifier<Y>({ ...this.params, ...params } as XGBParams)
  }

  /**
   * Trains on `X`, a table of numbers, and `y`, a label for each row. NaN in `X` is a missing value.
   * @throws INVALID_DATA; UNKNOWN_PARAMETER, XGBOOST_ERROR; ALREADY_FITTING; the signal's reason
   */
  async fit(X: Data, y: ArrayLike<Y>, options: FitOptions = {}): Promise<this> {
    const { classes, ...targets } = classTargets(y)
    this.#classes = classes
    await this.#boosted.fit(X, targets, options)
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
