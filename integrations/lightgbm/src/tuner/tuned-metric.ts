import type { Direction } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import type { ResolvedParams } from "../params/resolve-params.ts"

/** The metric that is tuned, as evaluations name it, and the direction in which it gets better. */
export interface TunedMetric {
  readonly metric: string
  readonly direction: Direction
}

/** Other names of metrics; an objective's name stands for the metric that it is judged by. */
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
}
const GREATER_IS_BETTER = ["auc", "auc_mu", "ndcg", "map", "average_precision"]

/**
 * Of several metrics the last, of several cuts of a ranking the first, as in Optuna; without a word the metric of the objective.
 * @throws INVALID_PARAM if there is none
 */
export function tunedMetric(params: ResolvedParams): TunedMetric {
  const { metric: given, objective = "regression", eval_at: at = [1] } = params
  const metrics =
    given === undefined || given === "" ? [objective] : [given].flat().flatMap((text) => String(text).split(","))
  const last = String(metrics.at(-1))
  const metric = Object.entries(ALIASES).find(([, aliases]) => aliases.includes(last))?.[0] ?? last
  if (/^(none|null|na|custom|None)$/.test(metric))
    throw new ParzenError("INVALID_PARAM", `'metric': a tuner needs a metric of LightGBM's, got '${last}'`)
  const direction = GREATER_IS_BETTER.includes(metric) ? "maximize" : "minimize"
  const isCut = metric === "ndcg" || metric === "map"
  return { metric: isCut ? `${metric}@${String([at].flat()[0]).split(",")[0]}` : metric, direction }
}
