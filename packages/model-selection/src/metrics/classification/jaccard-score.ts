import { ParzenError } from "@parzen/core"
import { average as averageOf } from "../average.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { pairTargets } from "../pair-targets.ts"
import type { AnyAverageOptions, LabelAverageOptions, PerLabel } from "./label-average.ts"
import { countsFor, divide } from "./label-average.ts"

/**
 * Of the rows that are or are predicted as a class, the share that are both (scikit-learn 1.9, `jaccard_score`).
 * @throws INVALID_DATA for lists of different length, empty ones, and classes that the average does not fit;
 * INVALID_ARGUMENT
 */
export function jaccardScore(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: PerLabel<LabelAverageOptions>,
): Float64Array
export function jaccardScore(yTrue: ClassTargets, yPred: ClassTargets, options?: LabelAverageOptions): number
export function jaccardScore(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: AnyAverageOptions = {},
): number | Float64Array {
  const { average = "binary", zeroDivision = "warn", sampleWeight } = options
  if (Number.isNaN(zeroDivision))
    throw new ParzenError("INVALID_ARGUMENT", "zeroDivision: of jaccardScore takes 'warn', 0 or 1, got NaN")
  const pair = pairTargets(yTrue, yPred, sampleWeight)
  const { right, predicted, actual } = countsFor(pair, options)
  const either = right.map((both, i) => both + ((predicted[i] as number) - both) + ((actual[i] as number) - both))
  const scores = divide(right, either, zeroDivision, "Jaccard index: nothing is true or predicted")
  if (average === null) return scores
  if (average === "samples") return averageOf(scores, pair.weights)
  return averageOf(scores, average === "weighted" && actual.some((weight) => weight !== 0) ? actual : undefined)
}
