import { describe, ParzenError } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import type { Indicator } from "../read-targets.ts"
import { encode, readLabels } from "../read-targets.ts"
import type { IndicatorPair, LabelPair } from "../pair-targets.ts"

/** For each label (or, samplewise, each row): the weight of what is rightly predicted, predicted, and true. */
export interface LabelCounts {
  readonly right: Float64Array
  readonly predicted: Float64Array
  readonly actual: Float64Array
}

/**
 * Counts for each of `labels`, by default all that occur.
 * @throws INVALID_DATA for unknown columns of several labels at once
 */
export function countLabels(pair: LabelPair | IndicatorPair, labels?: ArrayLike<Label>): LabelCounts {
  const counts = pair.kind === "labels" ? countCodes(pair) : countColumns(pair)
  if (labels === undefined) return counts
  return pickCounts(
    counts,
    pair.kind === "labels" ? encode(readLabels(labels, pair.classes), pair.classes) : readColumns(labels, pair.yTrue),
  )
}

/** The counts of those places, 0 where there is no such place. */
export function pickCounts({ right, predicted, actual }: LabelCounts, places: ArrayLike<number>): LabelCounts {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(places, (place) => values[place] ?? 0)
  return { right: pick(right), predicted: pick(predicted), actual: pick(actual) }
}

/**
 * Counts for each row over its labels.
 * @throws INVALID_DATA where rows have one label each, and for unknown columns
 */
export function countSamples(pair: LabelPair | IndicatorPair, labels?: ArrayLike<Label>): LabelCounts {
  if (pair.kind === "labels") {
    throw new ParzenError(
      "INVALID_DATA",
      "average: 'samples' takes several labels at once, rows of 0 and 1, not one label for each row",
    )
  }
  const { yTrue, yPred, weights } = pair
  const columns = labels === undefined ? Array.from({ length: yTrue.nLabels }, (_, j) => j) : readColumns(labels, yTrue)
  const count = (has: (at: number) => number): Float64Array =>
    Float64Array.from({ length: yTrue.nRows }, (_, row) => {
      const total = columns.reduce((sum, j) => sum + has(row * yTrue.nLabels + j), 0)
      return total * (weights?.[row] ?? 1)
    })
  return {
    right: count((at) => (yTrue.data[at] as number) * (yPred.data[at] as number)),
    predicted: count((at) => yPred.data[at] as number),
    actual: count((at) => yTrue.data[at] as number),
  }
}

function countCodes({ classes, yTrue, yPred, weights }: LabelPair): LabelCounts {
  const counts = noCounts(classes.length)
  for (const [row, code] of yTrue.entries()) {
    const guess = yPred[row] as number
    add(counts, weights?.[row] ?? 1, code, guess, code === guess)
  }
  return counts
}

function countColumns({ yTrue, yPred, weights }: IndicatorPair): LabelCounts {
  const counts = noCounts(yTrue.nLabels)
  for (const [at, actual] of yTrue.data.entries()) {
    const column = at % yTrue.nLabels
    const predicted = yPred.data[at] === 1
    add(
      counts,
      weights?.[Math.floor(at / yTrue.nLabels)] ?? 1,
      actual === 1 ? column : -1,
      predicted ? column : -1,
      predicted && actual === 1,
    )
  }
  return counts
}

function add(
  { right, predicted, actual }: LabelCounts,
  weight: number,
  code: number,
  guess: number,
  hit: boolean,
): void {
  if (code >= 0) actual[code] = (actual[code] as number) + weight
  if (guess >= 0) predicted[guess] = (predicted[guess] as number) + weight
  if (hit) right[code] = (right[code] as number) + weight
}

function noCounts(n: number): LabelCounts {
  return { right: new Float64Array(n), predicted: new Float64Array(n), actual: new Float64Array(n) }
}

function readColumns(labels: ArrayLike<Label>, { nLabels }: Indicator): number[] {
  return readLabels(labels, [0]).map((label) => {
    if (typeof label === "number" && Number.isInteger(label) && label >= 0 && label < nLabels) return label
    throw new ParzenError(
      "INVALID_DATA",
      `labels: columns are whole numbers from 0 to ${nLabels - 1}, got ${describe(label)}`,
    )
  })
}
