import type { Evaluation, Pointer } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import type { Dataset } from "../data/dataset.ts"
import { lightgbm } from "../load-lightgbm.ts"
import type { MetricFunction } from "../params/params.ts"

/** Data of a booster, under the name that evaluations have. */
export interface NamedData {
  readonly name: string
  readonly data: Dataset
}

const GREATER_IS_BETTER = /^(auc|ndcg@|map@|average_precision)/

/** The names of the metrics that the booster computes. */
export function metricsOf(pointer: Pointer): readonly string[] {
  const n = lightgbm().number("LGBM_BoosterGetEvalCounts", [pointer])
  return n === 0 ? [] : lightgbm().strings("LGBM_BoosterGetEvalNames", pointer, n)
}

/** The values of the library's metrics. */
export function evaluationsOf(data: string, metrics: readonly string[], values: Float64Array): Evaluation[] {
  return metrics.map((metric, i) => ({
    data,
    metric,
    value: values[i] as number,
    greaterIsBetter: GREATER_IS_BETTER.test(metric),
  }))
}

/** What metrics of the user's say of the data at place `at`, 0 being the training data. @throws INVALID_DATA */
export function customEvaluations(
  pointer: Pointer,
  at: number,
  name: string,
  data: Dataset,
  feval: MetricFunction | readonly MetricFunction[] = [],
): Evaluation[] {
  const metrics: readonly MetricFunction[] = typeof feval === "function" ? [feval] : feval
  return metrics.flatMap((metric) =>
    [metric(predictionsOf(pointer, at), data)].flat().map((result) => {
      const { metric, value, greaterIsBetter } = (result ?? {}) as Partial<Evaluation>
      if (typeof metric !== "string" || typeof value !== "number" || typeof greaterIsBetter !== "boolean")
        throw new ParzenError(
          "INVALID_DATA",
          `feval: a metric answers { metric: "name", value: number, greaterIsBetter: boolean }, got ${describe(result)}`,
        )
      return { data: name, metric, value, greaterIsBetter }
    }),
  )
}

/** What the booster says of the data at place `at` now; of several classes class by class. */
export function predictionsOf(pointer: Pointer, at: number): Float64Array {
  const n = new BigInt64Array(1)
  lightgbm().callSync("LGBM_BoosterGetNumPredict", [pointer, at, n])
  const predictions = new Float64Array(Number(n[0]))
  lightgbm().callSync("LGBM_BoosterGetPredict", [pointer, at, n, predictions])
  return predictions
}
