import type { Direction } from "@parzen/core"
import { greaterIsBetter } from "../booster/greater-is-better.ts"
import type { XGBoostParams } from "../booster/params.ts"

/** What decides which values are better. */
export interface TunedMetricOptions {
  readonly params: XGBoostParams
  readonly maximize?: boolean | undefined
  readonly customMetric?: unknown
}

/**
 * The direction of the metric that training is judged by: the user's own (`maximize`, else to minimise), or the last of the
 * parameters, or the objective's, which is an error or a loss but of rankings.
 */
export function tunedDirection({ params, maximize, customMetric }: TunedMetricOptions): Direction {
  if (maximize !== undefined) return maximize ? "maximize" : "minimize"
  if (customMetric !== undefined) return "minimize"
  const metric = [params["eval_metric"] ?? []].flat(2).at(-1)
  const isGreater =
    metric === undefined ? String(params["objective"]).startsWith("rank:") : greaterIsBetter(String(metric))
  return isGreater ? "maximize" : "minimize"
}
