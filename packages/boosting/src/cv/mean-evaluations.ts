import { pairwiseSum } from "@parzen/core/math"
import type { Evaluation } from "../rounds/evaluation.ts"

/**
 * The evaluations of the folds of a cross-validation after one round as one: of each data and metric the mean over the folds and
 * the standard deviation, by their number, summed in numpy's order. A metric that some folds lack counts over the others.
 */
export function meanEvaluations(folds: readonly (readonly Evaluation[])[]): Evaluation[] {
  const groups = new Map<string, Evaluation[]>()
  for (const evaluation of folds.flat()) {
    const key = JSON.stringify([evaluation.data, evaluation.metric])
    groups.set(key, [...(groups.get(key) ?? []), evaluation])
  }
  return Array.from(groups.values(), (group) => {
    const values = group.map(({ value }) => value)
    const mean = pairwiseSum(values) / values.length
    const variance = pairwiseSum(values.map((value) => (value - mean) ** 2)) / values.length
    return { ...(group.at(-1) as Evaluation), value: mean, stdv: Math.sqrt(variance) }
  })
}
