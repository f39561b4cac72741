import { ParzenError } from "@parzen/core"
import { checkList } from "./check-x-y.ts"

/** The class of a row. The labels of one `y` are all numbers, all strings or all booleans. */
export type Label = number | string | boolean

/** Labels as numbers from 0. */
export interface EncodedLabels<Y extends Label = Label> {
  /** The labels that occur, ascending. */
  readonly classes: readonly Y[]
  /** For each row the index of its label in `classes`. */
  readonly codes: Int32Array
  /** How many rows each class has. */
  readonly counts: Int32Array
}

/**
 * Numbers the labels of `y` in ascending order.
 * @throws INVALID_DATA for NaN, infinities, a missing label, and labels of different kinds
 */
export function encodeLabels<Y extends Label>(y: ArrayLike<Y>, name = "y"): EncodedLabels<Y> {
  checkList(y, name)
  checkLabels(y, name)
  const classes = [...new Set(Array.from(y))].sort((a, b) => (a < b ? -1 : 1))
  const codeOf = new Map(classes.map((label, code) => [label, code]))
  const codes = Int32Array.from(y, (label) => codeOf.get(label) as number)
  const counts = new Int32Array(classes.length)
  for (const code of codes) counts[code] = (counts[code] as number) + 1
  return { classes, codes, counts }
}

/**
 * The labels of `y` as classes: what {@link encodeLabels} answers, with numbers that are not whole refused.
 * @throws INVALID_DATA
 */
export function encodeClasses<Y extends Label>(y: ArrayLike<Y> | undefined, name = "y"): EncodedLabels<Y> {
  if (y === undefined) throw new ParzenError("INVALID_DATA", `${name}: the classes of the rows are needed`)
  const encoded = encodeLabels(y, name)
  if (isContinuous(y)) {
    const row = Array.from(y).findIndex((label) => !Number.isInteger(label))
    throw new ParzenError(
      "INVALID_DATA",
      `${name}: classes are whole numbers, strings or booleans, row ${row} is ${String(y[row])}`,
    )
  }
  return encoded
}

/** Whether `y` holds numbers that are not whole: then it is a target to regress on, not a class. */
export function isContinuous(y: ArrayLike<unknown>): boolean {
  for (let i = 0; i < y.length; i++) if (typeof y[i] === "number" && !Number.isInteger(y[i])) return true
  return false
}

/** @throws INVALID_DATA */
export function checkLabels(y: ArrayLike<unknown>, name = "y"): void {
  const kind = typeof y[0]
  for (let i = 0; i < y.length; i++) {
    const label = y[i]
    const known =
      typeof label === "number" ? Number.isFinite(label) : typeof label === "string" || typeof label === "boolean"
    if (!known) {
      throw new ParzenError(
        "INVALID_DATA",
        `${name}: takes finite numbers, strings or booleans, row ${i} is ${String(label)}`,
      )
    }
    if (typeof label !== kind) {
      throw new ParzenError(
        "INVALID_DATA",
        `${name}: labels are of one kind, row 0 is a ${kind}, row ${i} a ${typeof label}`,
      )
    }
  }
}
