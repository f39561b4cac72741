import { describe, ParzenError } from "@parzen/core"
import type { ResolvedParams } from "./resolve-params.ts"

/** Other names of metrics; the name of an objective stands for the metric that it is judged by. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  ndcg: ["lambdarank", "rank_xendcg", "xendcg", "xe_ndcg", "xe_ndcg_mart", "xendcg_mart"],
  map: ["mean_average_precision"],
  l2: ["regression", "regression_l2", "mean_squared_error", "mse"],
  l1: ["regression_l1", "mean_absolute_error", "mae"],
  binary_logloss: ["binary"],
  multi_logloss: ["multiclass", "softmax", "multiclassova", "multiclass_ova", "ova", "ovr"],
  cross_entropy: ["xentropy"],
  cross_entropy_lambda: ["xentlambda"],
  kullback_leibler: ["kldiv"],
  mape: ["mean_absolute_percentage_error"],
  rmse: ["l2_root", "root_mean_squared_error"],
  gamma_deviance: ["gamma-deviance"],
  none: ["None", "null", "na", "custom"],
}

/** The metrics that parameters ask for, by their main names; `undefined` where they leave it to the objective. */
export function metricNames({ metric }: ResolvedParams): readonly string[] | undefined {
  const given = [metric ?? ""].flat().flatMap((text) => String(text).split(","))
  return given.join("") === "" ? undefined : given.map(mainMetric)
}

/** The main name of a metric. */
export function mainMetric(name: string): string {
  return Object.entries(ALIASES).find(([, aliases]) => aliases.includes(name))?.[0] ?? name
}

/** The library passes over metrics that it does not know. @throws INVALID_ARGUMENT if one of those asked for is not evaluated */
export function checkMetrics(params: ResolvedParams, evaluated: readonly string[]): void {
  for (const name of metricNames(params) ?? []) {
    const isEvaluated = name === "none" || evaluated.some((other) => other === name || other.startsWith(`${name}@`))
    if (!isEvaluated)
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `'metric': ${describe(name)} is no metric of LightGBM, or none for this objective; evaluated would be ${describe(evaluated)}`,
      )
  }
}
