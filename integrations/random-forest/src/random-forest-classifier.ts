import type { Data, Estimator, Label } from "@parzen/model-selection"
import { accuracyScore, encodeClasses } from "@parzen/model-selection"
import { checkRows } from "./check-data.ts"
import { grown, GrownForest } from "./grown-forest.ts"
import type { RandomForestClassifierParams } from "./params.ts"
import { checkParams } from "./params.ts"

interface Fitted<Y> {
  readonly forest: GrownForest
  readonly classes: readonly Y[]
  readonly outOfBag: OutOfBag<Y> | undefined
}

interface OutOfBag<Y> {
  readonly score: number
  readonly predictions: readonly Y[]
  readonly proba: readonly (readonly number[])[]
}

/**
 * A random forest of ml-random-forest that predicts classes, as an estimator for cross-validation and the searches. Labels are
 * numbers, strings or booleans. Training does not let go of the thread.
 */
export class RandomForestClassifier<Y extends Label = Label> implements Estimator<Data, Y> {
  readonly estimatorType = "classifier"
  readonly params: RandomForestClassifierParams
  #fitted: Fitted<Y> | undefined

  /** @throws INVALID_ARGUMENT for an unknown parameter, and a value out of range */
  constructor(params: RandomForestClassifierParams = {}) {
    checkParams("classification", params)
    this.params = { ...params }
  }

  /** The classes seen by `fit`, ascending. */
  get classes(): readonly Y[] | undefined {
    return this.#fitted?.classes
  }

  /**
   * After `fit` for each column the share of what the splits lower the Gini impurity of the training rows. They sum to 1, or are
   * all 0 if no tree splits.
   */
  get featureImportances(): readonly number[] | undefined {
    return this.#fitted?.forest.featureImportances
  }

  /** After `fit` with `oobScore`: the accuracy of `oobPredictions`. */
  get oobScore(): number | undefined {
    return this.#fitted?.outOfBag?.score
  }

  /** After `fit` with `oobScore`: for each training row the class that most of the trees grown without it vote for. */
  get oobPredictions(): readonly Y[] | undefined {
    return this.#fitted?.outOfBag?.predictions
  }

  /** After `fit` with `oobScore`: for each training row the share of the trees grown without it that vote for each of `classes`. */
  get oobProba(): readonly (readonly number[])[] | undefined {
    return this.#fitted?.outOfBag?.proba
  }

  /** A fresh forest in which `params` replace those of the same names, `study.bestParams` for example. @throws INVALID_ARGUMENT */
  withParams(params: RandomForestClassifierParams | Readonly<Record<string, unknown>>): RandomForestClassifier<Y> {
    return new RandomForestClassifier({ ...this.params, ...params })
  }

  /**
   * Trains on `X`, a table of finite numbers, and `y`, a label for each row.
   * @throws INVALID_DATA; NEVER_OUT_OF_BAG with `oobScore`, if each tree was grown on the same row
   */
  fit(X: Data, y: ArrayLike<Y>): this {
    const rows = checkRows(X, y)
    const { classes, codes } = encodeClasses(y)
    const forest = new GrownForest("classification", checkParams("classification", this.params), rows, codes)
    this.#fitted = { forest, classes, outOfBag: outOfBagOf(forest, classes, y) }
    return this
  }

  /** The class that most trees vote for. @throws NOT_FITTED, INVALID_DATA */
  predict(X: Data): Y[] {
    const { forest, classes } = grown(this.#fitted)
    return forest.predict(X).map((code) => classes[code] as Y)
  }

  /** For each row the share of the trees that vote for each of `classes`. @throws NOT_FITTED, INVALID_DATA */
  predictProba(X: Data): number[][] {
    const { forest, classes } = grown(this.#fitted)
    return forest.predictTrees(X).map((votes) => shares(votes, classes.length))
  }
}

function outOfBagOf<Y extends Label>(
  { outOfBag }: GrownForest,
  classes: readonly Y[],
  y: ArrayLike<Y>,
): OutOfBag<Y> | undefined {
  if (outOfBag === undefined) return undefined
  const predictions = outOfBag.map(({ predicted }) => classes[predicted] as Y)
  const proba = outOfBag.map(({ all }) => shares(all, classes.length))
  return { score: accuracyScore(y, predictions), predictions, proba }
}

/** For each of the codes below `n` the share of `votes` that are for it. */
function shares(votes: readonly number[], n: number): number[] {
  return Array.from({ length: n }, (_, code) => votes.filter((vote) => vote === code).length / votes.length)
}
