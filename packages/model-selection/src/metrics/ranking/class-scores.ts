import { ParzenError } from "@parzen/core"
import type { Label } from "../../data/labels.ts"
import type { Indicator, PlainLabel } from "../read-targets.ts"
import { distinct, encode, listOf, readLabels } from "../read-targets.ts"
import type { Table } from "../table.ts"
import type { ClassScores } from "./binary-average.ts"

/**
 * Several labels at once, with a score for each.
 * @throws INVALID_DATA for a different number of columns
 */
export function sameShape(
  { nRows, nLabels, data }: Indicator,
  table: Table,
  weights: Float64Array | undefined,
): ClassScores {
  if (table.columns !== nLabels) {
    throw new ParzenError("INVALID_DATA", `yTrue has ${nLabels} columns and yScore has ${table.columns ?? 1}`)
  }
  return { rows: nRows, columns: nLabels, truth: data, scores: table.data, weights }
}

/** Each class against the rest. */
export function oneAgainstRest(codes: Int32Array, table: Table, weights: Float64Array | undefined): ClassScores {
  const { rows, columns = 1, data } = table
  const truth = new Uint8Array(rows * columns)
  for (const [row, code] of codes.entries()) truth[row * columns + code] = 1
  return { rows, columns, truth, scores: data, weights }
}

/**
 * Which column each row's class is: of the classes that occur, or of `labels`.
 * @throws INVALID_DATA unless there is a column for each class, and `labels` ascend, without repetition, and are all
 * that occur
 */
export function codesOf(
  targets: readonly PlainLabel[],
  columns: number | undefined,
  labels: ArrayLike<Label> | undefined,
): Int32Array {
  const occurring = distinct(targets)
  const classes = labels === undefined ? occurring : readLabels(labels, targets)
  const ascending = distinct(classes)
  if (ascending.length !== classes.length || ascending.some((label, i) => label !== classes[i])) {
    throw new ParzenError("INVALID_DATA", `labels: ascend and do not repeat, got ${listOf(classes)}`)
  }
  if (columns !== classes.length) {
    throw new ParzenError(
      "INVALID_DATA",
      `yScore has ${columns ?? "no"} columns, the classes are ${listOf(classes)}; the option labels takes those of the columns`,
    )
  }
  const codes = encode(targets, classes)
  const row = codes.indexOf(-1)
  if (row >= 0)
    throw new ParzenError(
      "INVALID_DATA",
      `yTrue: row ${row} is ${String(targets[row])}, none of labels: ${listOf(classes)}`,
    )
  return codes
}
