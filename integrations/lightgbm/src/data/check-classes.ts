import { ParzenError } from "@parzen/core"
import type { ResolvedParams } from "../params/resolve-params.ts"
import type { Dataset } from "./dataset.ts"

/**
 * LightGBM looks at the classes of training data only where the objective is its own, and at those of validation data never: metrics
 * of several classes would read beside their arrays.
 * @throws INVALID_DATA for labels that are no classes, where `metrics` are of several classes
 */
export function checkClasses(data: Dataset, metrics: readonly string[], params: ResolvedParams): void {
  if (!metrics.some((metric) => metric.startsWith("multi_") || metric === "auc_mu")) return
  const nClasses = Number(params["num_class"] ?? 1)
  const label = data.label ?? new Float32Array()
  const row = label.findIndex((value) => !Number.isInteger(value) || value < 0 || value >= nClasses)
  if (row < 0) return
  throw new ParzenError("INVALID_DATA", `label: row ${row} is ${label[row]}, and the classes are 0 to ${nClasses - 1}`)
}
