// Python's EarlyStopping (xgboost 3.2.0, callback.py) tells them by how their names begin.
const GREATER = ["auc", "aucpr", "pre", "map", "ndcg", "interval-regression-accuracy"]

/** Whether greater is better of one of XGBoost's own metrics: of areas, precisions and gains. */
export function greaterIsBetter(metric: string): boolean {
  return metric !== "mape" && GREATER.some((name) => metric.startsWith(name))
}
