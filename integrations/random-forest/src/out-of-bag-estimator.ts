import type { Data, Estimator, Label } from "@parzen/model-selection"
import type { RandomForestClassifier } from "./random-forest-classifier.ts"
import type { RandomForestRegressor } from "./random-forest-regressor.ts"

/** For scorers: a forest that was fitted with `oobScore`, and predicts its training rows by the trees that were grown without them. */
export function outOfBagEstimator(forest: RandomForestClassifier | RandomForestRegressor): Estimator<Data, Label> {
  const { estimatorType, params, oobPredictions = [] } = forest
  const predictions: readonly Label[] = oobPredictions
  const estimator: Estimator<Data, Label> = {
    estimatorType,
    params,
    withParams: (params) => forest.withParams(params) as Estimator<Data, Label>,
    fit: () => undefined,
    predict: () => predictions,
  }
  if (!("oobProba" in forest)) return estimator
  const { classes, oobProba = [] } = forest
  return { ...estimator, classes, predictProba: () => oobProba }
}
