import type { Direction } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import { mainMetric, metricNames } from "../params/metric-names.ts"
import type { ResolvedParams } from "../params/resolve-params.ts"

/** The metric that is tuned, as evaluations name it, and the direction in which it gets better. */
export interface TunedMetric {
  readonly metric: string
  readonly direction: Direction
}

const GREATER_IS_BETTER = ["auc", "auc_mu", "ndcg", "map", "average_precision"]

/**
 * Of several metrics the last, of several cuts of a ranking the first, as in Optuna; without a word the metric of the objective.
 * @throws INVALID_ARGUMENT if there is none
 */
export function tunedMetric(params: ResolvedParams): TunedMetric {
  const { objective = "regression", eval_at: at = [1] } = params
  const metric = metricNames(params)?.at(-1) ?? mainMetric(String(objective))
  if (metric === "none")
    throw new ParzenError("INVALID_ARGUMENT", "'metric': a tuner needs a metric of LightGBM's, got none")
  const direction = GREATER_IS_BETTER.includes(metric) ? "maximize" : "minimize"
  const isCut = metric === "ndcg" || metric === "map"
  return { metric: isCut ? `${metric}@${String([at].flat()[0]).split(",")[0]}` : metric, direction }
}
