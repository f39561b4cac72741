import { describe, ParzenError, warn } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import type { Decisions } from "../../estimator.ts"
import { average, weightedSum } from "../average.ts"
import type { WeightOptions } from "../check-weights.ts"
import { checkWeights } from "../check-weights.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { distinct, isIndicator, readTargets } from "../read-targets.ts"
import type { Table } from "../table.ts"
import { checkSameRows, toTable } from "../table.ts"
import { oneScore } from "./binary-targets.ts"
import { codesOf } from "./class-scores.ts"

/** Options of {@link topKAccuracyScore}. */
export interface TopKAccuracyOptions extends WeightOptions {
  /** How many guesses count. By default 2. */
  readonly k?: number | undefined
  /** Whether to answer the share of right predictions, or else their number (their weight). By default true. */
  readonly normalize?: boolean | undefined
  /** The classes of the columns, ascending; needed where `yTrue` does not have them all. */
  readonly labels?: ArrayLike<Label> | undefined
}

/**
 * The share of rows whose class is among the `k` with the highest scores; of equal scores the later class comes first
 * (scikit-learn 1.9, `top_k_accuracy_score`). `yScore` is of two classes a score for each row, of more one for each
 * class.
 * @throws INVALID_DATA for different lengths, and columns that do not fit the classes; INVALID_ARGUMENT
 */
export function topKAccuracyScore(
  yTrue: ClassTargets,
  yScore: Decisions,
  { k = 2, normalize = true, sampleWeight, labels }: TopKAccuracyOptions = {},
): number {
  if (!(Number.isInteger(k) && k >= 1))
    throw new ParzenError("INVALID_ARGUMENT", `k: takes a whole number from 1, got ${describe(k)}`)
  checkSameRows(yTrue, yScore, "yScore")
  const weights = checkWeights(sampleWeight, yTrue.length)
  const targets = readTargets(yTrue, "yTrue")
  if (isIndicator(targets))
    throw new ParzenError("INVALID_DATA", "yTrue: this metric takes one label for each row, not several at once")
  const table = toTable(yScore, "yScore")
  const isBinary = distinct(targets).length <= 2 && (labels === undefined || labels.length <= 2)
  const scores = isBinary ? oneScore(table) : table.data
  const columns = isBinary ? 2 : table.columns
  const codes = codesOf(targets, columns, labels)
  if (k >= (columns ?? 1))
    warn(`topKAccuracyScore: of ${columns} classes the first ${k} are all, the score means nothing`)
  const hits = isBinary ? binaryHits(codes, scores, k) : topHits(codes, table, k)
  return normalize ? average(hits, weights) : weightedSum(hits, weights)
}

/** Scores that are all from 0 to 1 are probabilities, cut at 0.5; others are cut at 0. */
function binaryHits(codes: Int32Array, scores: Float64Array, k: number): Float64Array {
  const cut = scores.every((score) => score >= 0 && score <= 1) ? 0.5 : 0
  return Float64Array.from(codes, (code, row) => Number(k > 1 || code === Number((scores[row] as number) > cut)))
}

function topHits(codes: Int32Array, { columns = 1, data }: Table, k: number): Float64Array {
  return Float64Array.from(codes, (code, row) => {
    const scores = data.subarray(row * columns, (row + 1) * columns)
    const own = scores[code] as number
    const before = scores.filter((score, j) => score > own || (score === own && j > code)).length
    return Number(before < k)
  })
}
