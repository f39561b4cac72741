import { ParzenError } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import type { Decisions } from "../../estimator.ts"
import type { WeightOptions } from "../check-weights.ts"
import { checkWeights } from "../check-weights.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { positiveLabel } from "../positive-label.ts"
import { distinct, isIndicator, listOf, readTargets } from "../read-targets.ts"
import type { Table } from "../table.ts"
import { checkSameRows, toTable } from "../table.ts"

/** Options of curves over the threshold. */
export interface CurveOptions extends WeightOptions {
  /** The positive class; by default 1, where the classes are among 0 and 1, or -1 and 1. */
  readonly posLabel?: Label | undefined
}

/** 1 for each row of the positive class and 0 for the others, and the scores. */
export interface BinaryTargets {
  readonly positive: Uint8Array
  readonly scores: Float64Array
  readonly weights: Float64Array | undefined
}

/**
 * Checks labels of two classes and a score for each row.
 * @throws INVALID_DATA for different lengths, several scores for a row, and classes of which it is not known which is
 * positive
 */
export function binaryTargets(
  yTrue: ClassTargets,
  yScore: Decisions,
  { posLabel, sampleWeight }: CurveOptions,
): BinaryTargets {
  checkSameRows(yTrue, yScore, "yScore")
  const weights = checkWeights(sampleWeight, yTrue.length)
  const targets = readTargets(yTrue, "yTrue")
  if (isIndicator(targets))
    throw new ParzenError("INVALID_DATA", "yTrue: a curve takes one label for each row, not several at once")
  const classes = distinct(targets)
  if (classes.length > 2 && posLabel === undefined) {
    throw new ParzenError(
      "INVALID_DATA",
      `yTrue has the classes ${listOf(classes)}; the option posLabel says which is the positive one`,
    )
  }
  const positive = positiveLabel(classes, posLabel)
  const scores = oneScore(toTable(yScore, "yScore"))
  return { positive: Uint8Array.from(targets, (label) => Number(label === positive)), scores, weights }
}

/**
 * The scores of a table that has one for each row.
 * @throws INVALID_DATA if it has several
 */
export function oneScore({ columns = 1, data }: Table): Float64Array {
  if (columns === 1) return data
  throw new ParzenError(
    "INVALID_DATA",
    `yScore: of two classes takes one score for each row, that of the second, got ${columns} columns`,
  )
}
