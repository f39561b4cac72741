import type { Data, Estimator } from "@parzen/model-selection"
import { r2Score } from "@parzen/model-selection"
import { checkRows, checkTargets } from "./check-data.ts"
import { grown, GrownForest } from "./grown-forest.ts"
import { mean } from "./mean.ts"
import { median } from "./median.ts"
import type { RandomForestRegressorParams } from "./params.ts"
import { checkParams } from "./params.ts"

/**
 * A random forest of ml-random-forest that predicts numbers, as an estimator for cross-validation and the searches. Training does
 * not let go of the thread.
 */
export class RandomForestRegressor implements Estimator<Data, number> {
  readonly estimatorType = "regressor"
  readonly params: RandomForestRegressorParams
  #fitted: { readonly forest: GrownForest; readonly oobScore: number | undefined } | undefined

  /** @throws INVALID_ARGUMENT for an unknown parameter, and a value out of range */
  constructor(params: RandomForestRegressorParams = {}) {
    checkParams("regression", params)
    this.params = { ...params }
  }

  /**
   * After `fit` for each column the share of what the splits lower the squared error on the training rows. They sum to 1, or are
   * all 0 if no tree splits.
   */
  get featureImportances(): readonly number[] | undefined {
    return this.#fitted?.forest.featureImportances
  }

  /** After `fit` with `oobScore`: R² of `oobPredictions`. */
  get oobScore(): number | undefined {
    return this.#fitted?.oobScore
  }

  /** After `fit` with `oobScore`: for each training row what the trees predict that were grown without it. */
  get oobPredictions(): readonly number[] | undefined {
    return this.#fitted?.forest.outOfBag?.map(({ predicted }) => predicted)
  }

  /** A fresh forest in which `params` replace those of the same names, `study.bestParams` for example. @throws INVALID_ARGUMENT */
  withParams(params: RandomForestRegressorParams | Readonly<Record<string, unknown>>): RandomForestRegressor {
    return new RandomForestRegressor({ ...this.params, ...params })
  }

  /**
   * Trains on `X`, a table of finite numbers, and `y`, a finite number for each row.
   * @throws INVALID_DATA; NEVER_OUT_OF_BAG with `oobScore`, if each tree was grown on the same row
   */
  fit(X: Data, y: ArrayLike<number>): this {
    const rows = checkRows(X, y)
    checkTargets(y)
    const params = checkParams("regression", this.params)
    const forest = new GrownForest("regression", params, rows, y, params.aggregation === "median" ? median : mean)
    const predictions = forest.outOfBag?.map(({ predicted }) => predicted)
    this.#fitted = { forest, oobScore: predictions && r2Score(y, predictions) }
    return this
  }

  /** What the trees predict, their mean or median. @throws NOT_FITTED, INVALID_DATA */
  predict(X: Data): number[] {
    return grown(this.#fitted).forest.predict(X)
  }
}
