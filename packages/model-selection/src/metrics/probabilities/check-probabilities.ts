import { ParzenError, warn } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import type { Decisions } from "../../estimator.ts"
import { pairwiseSum } from "@parzen/core/math"
import type { WeightOptions } from "../check-weights.ts"
import { checkWeights } from "../check-weights.ts"
import type { ClassTargets } from "../pair-targets.ts"
import { isZeroOne, positiveLabel } from "../positive-label.ts"
import type { Indicator, PlainLabel } from "../read-targets.ts"
import { distinct, encode, isIndicator, listOf, readLabels, readTargets } from "../read-targets.ts"
import type { Table } from "../table.ts"
import { checkSameRows, toTable } from "../table.ts"

/** Options of metrics of probabilities. */
export interface ProbabilityOptions extends WeightOptions {
  /** The classes of the columns, ascending; needed where `yTrue` does not have them all. */
  readonly labels?: ArrayLike<Label> | undefined
}

/** For each row and class, row by row: 1 for the true class and else 0; and the probability. */
export interface Probabilities {
  readonly rows: number
  readonly columns: number
  readonly truth: Float64Array
  readonly proba: Float64Array
  readonly weights: Float64Array | undefined
}

const SUM_TOLERANCE = 1e-8 + Math.sqrt(Number.EPSILON) // of numpy's isclose(sum, 1, rtol=sqrt(eps))

/**
 * Checks a probability for each class, or for each row that of the second of two classes.
 * @throws INVALID_DATA for what is no probability, columns that do not fit the classes, and fewer than two of these
 */
export function checkProbabilities(
  yTrue: ClassTargets,
  yProba: Decisions,
  { labels, sampleWeight }: ProbabilityOptions = {},
): Probabilities {
  const table = readProbabilities(yTrue, yProba)
  const weights = checkWeights(sampleWeight, table.rows)
  const targets = readTargets(yTrue, "yTrue")
  const [truth, classes] = isIndicator(targets)
    ? [Float64Array.from(targets.data), columnNames(targets)]
    : oneHot(targets, labels)
  const { columns, data } = bothClasses(table)
  if (columns !== classes.length) {
    throw new ParzenError(
      "INVALID_DATA",
      `yProba has ${columns} columns, the classes are ${listOf(classes)}; the option labels takes those of the columns`,
    )
  }
  for (let at = 0; at < data.length; at += columns) {
    if (Math.abs(pairwiseSum(data, at, at + columns) - 1) <= SUM_TOLERANCE) continue
    warn(`yProba: the probabilities of row ${at / columns} do not sum to 1`)
    break
  }
  return { rows: table.rows, columns, truth, proba: data, weights }
}

/**
 * Checks for each row the probability of the positive class of two.
 * @throws INVALID_DATA for what is no probability, more than two classes, and names of classes without `posLabel`
 */
export function checkBinaryProbabilities(
  yTrue: ClassTargets,
  yProba: Decisions,
  { posLabel, sampleWeight }: WeightOptions & { readonly posLabel?: Label | undefined },
): Probabilities {
  const table = readProbabilities(yTrue, yProba)
  const weights = checkWeights(sampleWeight, table.rows)
  const targets = readTargets(yTrue, "yTrue")
  const classes = isIndicator(targets) ? [] : distinct(targets)
  if (isIndicator(targets) || classes.length > 2) {
    throw new ParzenError("INVALID_DATA", "yTrue: with one probability for each row there are two classes, got more")
  }
  const named = posLabel !== undefined || isZeroOne(classes) || typeof classes[0] === "string"
  const positive = named ? positiveLabel(classes, posLabel) : classes[classes.length - 1]
  const truth = Float64Array.from(targets.flatMap((label) => (label === positive ? [0, 1] : [1, 0])))
  return { rows: table.rows, columns: 2, truth, proba: bothClasses(table).data, weights }
}

function readProbabilities(yTrue: ClassTargets, yProba: Decisions): Table {
  checkSameRows(yTrue, yProba, "yProba")
  const table = toTable(yProba, "yProba")
  const at = table.data.findIndex((value) => value < 0 || value > 1)
  if (at < 0) return table
  const row = Math.floor(at / (table.columns ?? 1))
  throw new ParzenError("INVALID_DATA", `yProba: probabilities are from 0 to 1, row ${row} has ${table.data[at]}`)
}

/** One probability for each row is that of the second class: the first has the rest. */
function bothClasses({ rows, columns = 1, data }: Table): { readonly columns: number; readonly data: Float64Array } {
  if (columns !== 1) return { columns, data }
  const both = new Float64Array(2 * rows)
  for (const [row, value] of data.entries()) both.set([1 - value, value], 2 * row)
  return { columns: 2, data: both }
}

function oneHot(
  targets: readonly PlainLabel[],
  labels: ArrayLike<Label> | undefined,
): readonly [Float64Array, PlainLabel[]] {
  const given = labels === undefined ? undefined : readLabels(labels, targets)
  const classes = distinct(given ?? targets)
  if (given?.some((label, i) => label !== classes[i]) === true) {
    warn(`labels: columns are taken in ascending order: ${listOf(classes)}`)
  }
  if (classes.length < 2) {
    throw new ParzenError(
      "INVALID_DATA",
      `yTrue has only the class ${listOf(classes)}; the option labels takes all that there are`,
    )
  }
  const codes = encode(targets, classes)
  const unknown = codes.indexOf(-1)
  if (unknown >= 0) {
    throw new ParzenError(
      "INVALID_DATA",
      `yTrue: row ${unknown} is ${String(targets[unknown])}, none of labels: ${listOf(classes)}`,
    )
  }
  const truth = new Float64Array(codes.length * classes.length)
  for (const [row, code] of codes.entries()) truth[row * classes.length + code] = 1
  return [truth, classes]
}

function columnNames({ nLabels }: Indicator): number[] {
  return Array.from({ length: nLabels }, (_, j) => j)
}
