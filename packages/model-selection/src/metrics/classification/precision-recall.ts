import { describe, ParzenError } from "@parzen/core"
import { averageOfKnown } from "../average.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { pairTargets } from "../pair-targets.ts"
import type { AnyAverageOptions, LabelAverageOptions, PerLabel } from "./label-average.ts"
import { countsFor, divide } from "./label-average.ts"
import type { LabelCounts } from "./label-counts.ts"

/** Options of {@link fbetaScore}. */
export interface FbetaOptions extends LabelAverageOptions {
  /** How much more recall counts than precision. */
  readonly beta: number
}

type Part = "precision" | "recall" | "fscore"

/**
 * The share of what is predicted as a class that is of it (scikit-learn 1.9, `precision_score`).
 * @throws INVALID_DATA for lists of different length, empty ones, and classes that the average does not fit;
 * INVALID_ARGUMENT
 */
export function precisionScore(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: PerLabel<LabelAverageOptions>,
): Float64Array
export function precisionScore(yTrue: ClassTargets, yPred: ClassTargets, options?: LabelAverageOptions): number
export function precisionScore(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: AnyAverageOptions = {},
): number | Float64Array {
  return partOf("precision", yTrue, yPred, options)
}

/**
 * The share of a class that is predicted as it (scikit-learn 1.9, `recall_score`).
 * @throws as `precisionScore`
 */
export function recallScore(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: PerLabel<LabelAverageOptions>,
): Float64Array
export function recallScore(yTrue: ClassTargets, yPred: ClassTargets, options?: LabelAverageOptions): number
export function recallScore(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: AnyAverageOptions = {},
): number | Float64Array {
  return partOf("recall", yTrue, yPred, options)
}

/**
 * The harmonic mean of precision and recall (scikit-learn 1.9, `f1_score`).
 * @throws as `precisionScore`
 */
export function f1Score(yTrue: ClassTargets, yPred: ClassTargets, options: PerLabel<LabelAverageOptions>): Float64Array
export function f1Score(yTrue: ClassTargets, yPred: ClassTargets, options?: LabelAverageOptions): number
export function f1Score(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: AnyAverageOptions = {},
): number | Float64Array {
  return partOf("fscore", yTrue, yPred, options)
}

/**
 * The harmonic mean of precision and recall, in which recall counts `beta` times as much (scikit-learn 1.9,
 * `fbeta_score`).
 * @throws as `precisionScore`, and INVALID_ARGUMENT for a negative `beta`
 */
export function fbetaScore(yTrue: ClassTargets, yPred: ClassTargets, options: PerLabel<FbetaOptions>): Float64Array
export function fbetaScore(yTrue: ClassTargets, yPred: ClassTargets, options: FbetaOptions): number
export function fbetaScore(
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: AnyAverageOptions & { readonly beta: number },
): number | Float64Array {
  const { beta } = options ?? {}
  if (!(beta >= 0)) throw new ParzenError("INVALID_ARGUMENT", `beta: takes a number from 0, got ${describe(beta)}`)
  return partOf("fscore", yTrue, yPred, options)
}

const WARNINGS: Readonly<Record<Part, string>> = {
  precision: "precision: nothing is predicted",
  recall: "recall: nothing is true",
  fscore: "F-score: nothing is true or predicted",
}

function partOf(
  part: Part,
  yTrue: ClassTargets,
  yPred: ClassTargets,
  options: AnyAverageOptions & { readonly beta?: number },
): number | Float64Array {
  const { average = "binary", zeroDivision = "warn", sampleWeight, beta = 1 } = options
  const pair = pairTargets(yTrue, yPred, sampleWeight)
  const counts = countsFor(pair, options)
  const scores = divide(...fraction(part, counts, beta), zeroDivision, WARNINGS[part])
  if (average === null) return scores
  return averageOfKnown(
    scores,
    average === "weighted" ? counts.actual : average === "samples" ? pair.weights : undefined,
  )
}

function fraction(
  part: Part,
  { right, predicted, actual }: LabelCounts,
  beta: number,
): readonly [Float64Array, Float64Array] {
  if (part === "precision" || (part === "fscore" && beta === 0)) return [right, predicted]
  if (part === "recall" || beta === Infinity) return [right, actual]
  const square = beta ** 2
  return [
    right.map((count) => (1 + square) * count),
    actual.map((count, i) => square * count + (predicted[i] as number)),
  ]
}
