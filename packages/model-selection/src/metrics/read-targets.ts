import { ParzenError } from "@parzen/core"
import type { Label } from "../data/labels.ts"
import { checkLabels, isContinuous } from "../data/labels.ts"
import { isRow } from "./table.ts"

/** A label as metrics compare it: `true` is 1 and `false` 0, as in Python. */
export type PlainLabel = number | string

/** Several labels at once: `data[row * nLabels + label]` is 1 where the row has the label. */
export interface Indicator {
  readonly nRows: number
  readonly nLabels: number
  readonly data: Uint8Array
}

/**
 * Labels, or rows of 0 and 1. Rows of one column are labels.
 * @throws INVALID_DATA for what are no classes
 */
export function readTargets(y: ArrayLike<unknown>, name: string): PlainLabel[] | Indicator {
  if (isRow(y[0]) && y[0].length !== 1) return readIndicator(y, y[0].length, name)
  const labels = Array.from(y, (value) => (isRow(value) && value.length === 1 ? value[0] : value))
  checkLabels(labels, name)
  if (isContinuous(labels)) {
    const row = labels.findIndex((label) => !Number.isInteger(label))
    throw new ParzenError(
      "INVALID_DATA",
      `${name}: classes are whole numbers, strings or booleans, row ${row} is ${String(labels[row])}`,
    )
  }
  return labels.map((label) => plainLabel(label as Label))
}

export function isIndicator(targets: readonly PlainLabel[] | Indicator): targets is Indicator {
  return !Array.isArray(targets)
}

/** A boolean as 0 or 1. */
export function plainLabel(label: Label): PlainLabel {
  return typeof label === "boolean" ? Number(label) : label
}

/** The labels that occur, ascending. */
export function distinct(labels: Iterable<PlainLabel>): PlainLabel[] {
  return [...new Set(labels)].sort((a, b) => (a < b ? -1 : 1))
}

/** For each label its index in `classes`, -1 if it is not there. */
export function encode(labels: readonly PlainLabel[], classes: readonly PlainLabel[]): Int32Array {
  const codeOf = new Map(classes.map((label, code) => [label, code]))
  return Int32Array.from(labels, (label) => codeOf.get(label) ?? -1)
}

/** @throws INVALID_DATA where one list has numbers and the other strings */
export function checkSameKind(yTrue: readonly PlainLabel[], others: readonly PlainLabel[], name: string): void {
  const [a, b] = [typeof yTrue[0], typeof others[0]]
  if (a !== b) throw new ParzenError("INVALID_DATA", `yTrue has labels of type ${a} and ${name} of type ${b}`)
}

/**
 * Labels that somebody lists.
 * @throws INVALID_DATA for an empty list, and labels of another kind than those of `yTrue`
 */
export function readLabels(labels: ArrayLike<Label>, yTrue: readonly PlainLabel[]): PlainLabel[] {
  if (labels.length === 0) throw new ParzenError("INVALID_DATA", "labels: takes one label or more, got none")
  checkLabels(labels, "labels")
  const plain = Array.from(labels, plainLabel)
  checkSameKind(yTrue, plain, "labels")
  return plain
}

/** Labels in a message. */
export function listOf(labels: readonly PlainLabel[]): string {
  const shown = labels.slice(0, 10).map((label) => (typeof label === "string" ? `'${label}'` : String(label)))
  return shown.join(", ") + (labels.length > 10 ? ", ..." : "")
}

function readIndicator(y: ArrayLike<unknown>, nLabels: number, name: string): Indicator {
  const data = new Uint8Array(y.length * nLabels)
  for (let i = 0; i < y.length; i++) {
    const row = y[i]
    if (!isRow(row) || row.length !== nLabels) {
      throw new ParzenError(
        "INVALID_DATA",
        `${name}: row ${i} has ${isRow(row) ? row.length : "no"} columns, row 0 has ${nLabels}`,
      )
    }
    for (let j = 0; j < nLabels; j++) {
      const value = Number(row[j])
      if (value !== 0 && value !== 1) {
        throw new ParzenError(
          "INVALID_DATA",
          `${name}: rows of labels are 0 and 1, row ${i}, column ${j} is ${String(row[j])}`,
        )
      }
      data[i * nLabels + j] = value
    }
  }
  return { nRows: y.length, nLabels, data }
}
