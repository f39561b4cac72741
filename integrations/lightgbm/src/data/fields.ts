import type { Pointer } from "@parzen/boosting"
import { readBytes, toFloat32Array } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { lightgbm } from "../load-lightgbm.ts"
import type { NativeArgument } from "../native/functions.ts"

/** What belongs to the rows of a dataset. */
export interface DatasetFields {
  /** For each row a class from 0, a number to regress on, or a grade of relevance. */
  readonly label?: ArrayLike<number> | undefined
  /** For each row its weight; from 0. */
  readonly weight?: ArrayLike<number> | undefined
  /** How many rows each query has, in the order of the rows: for ranking. They sum to the number of rows. */
  readonly group?: ArrayLike<number> | undefined
  /** For each row the raw score to start from; of several classes all of the first class come first, then all of the second. */
  readonly initScore?: ArrayLike<number> | undefined
  /** For each row of ranking data the place at which it was shown, from 0, where clicks are biased by it. */
  readonly position?: ArrayLike<number> | undefined
}

/** The fields in the library's types, checked. */
export interface CheckedFields {
  readonly label?: Float32Array
  readonly weight?: Float32Array
  readonly group?: Int32Array
  readonly init_score?: Float64Array
  readonly position?: Int32Array
}

/** @throws INVALID_DATA for NaN, infinities, negative weights, and numbers of values that do not fit `rows` */
export function checkFields({ label, weight, group, initScore, position }: DatasetFields, rows: number): CheckedFields {
  const count = [rows, "rows"] as const
  return {
    ...(label !== undefined && { label: toFloat32Array(label, "label", { count }) }),
    ...(weight !== undefined && { weight: toFloat32Array(weight, "weight", { count, min: 0 }) }),
    ...(group !== undefined && { group: checkGroup(group, rows) }),
    ...(initScore !== undefined && { init_score: checkScores(initScore, rows) }),
    ...(position !== undefined && { position: checkCounts(position, "position", rows) }),
  }
}

/** The arguments of `LGBM_DatasetSetField`, a call for each field. */
export function fieldCalls(pointer: Pointer, fields: CheckedFields): readonly (readonly NativeArgument[])[] {
  const entries = Object.entries(fields) as [string, Float32Array | Float64Array | Int32Array][]
  return entries.map(([name, values]) => [pointer, name, values, values.length, typeOf(values)])
}

/** A copy of what the library keeps; `undefined` where there is none. Of `group` the row at which each query begins, and the end. */
export function getField(
  pointer: Pointer,
  name: keyof CheckedFields,
): Float32Array | Float64Array | Int32Array | undefined {
  const [length, type, address] = [new Int32Array(1), new Int32Array(1), new BigUint64Array(1)]
  lightgbm().callSync("LGBM_DatasetGetField", [pointer, name, length, address, type])
  const n = length[0] as number
  if (n === 0) return undefined
  const { buffer } = readBytes(address[0] as bigint, n * (type[0] === 1 ? 8 : 4))
  if (type[0] === 1) return new Float64Array(buffer)
  return type[0] === 0 ? new Float32Array(buffer) : new Int32Array(buffer)
}

function typeOf(values: Float32Array | Float64Array | Int32Array): number {
  if (values instanceof Float32Array) return 0
  return values instanceof Float64Array ? 1 : 2
}

function checkGroup(group: ArrayLike<number>, rows: number): Int32Array {
  const sizes = checkCounts(group, "group")
  const sum = sizes.reduce((sum, size) => sum + size, 0)
  if (sum !== rows) throw new ParzenError("INVALID_DATA", `group: its sizes sum to ${sum}, and there are ${rows} rows`)
  return sizes
}

function checkScores(scores: ArrayLike<number>, rows: number): Float64Array {
  const isFit = isList(scores) && scores.length > 0 && scores.length % rows === 0
  if (!isFit)
    throw new ParzenError(
      "INVALID_DATA",
      `initScore: takes ${rows} numbers, or so many for each class, got ${isList(scores) ? scores.length : describe(scores)}`,
    )
  const row = Array.from(scores).findIndex((score) => !Number.isFinite(score))
  if (row < 0) return Float64Array.from(scores)
  throw new ParzenError("INVALID_DATA", `initScore: takes finite numbers, number ${row} is ${describe(scores[row])}`)
}

function checkCounts(values: ArrayLike<number>, name: string, length?: number): Int32Array {
  if (!isList(values))
    throw new ParzenError("INVALID_DATA", `${name}: takes a list of numbers, got ${describe(values)}`)
  if (length !== undefined && values.length !== length)
    throw new ParzenError("INVALID_DATA", `${name}: has ${values.length} values for ${length} rows`)
  const at = Array.from(values).findIndex((value) => !Number.isSafeInteger(value) || value < 0 || value >= 2 ** 31)
  if (at < 0) return Int32Array.from(values)
  throw new ParzenError("INVALID_DATA", `${name}: takes integers from 0, number ${at} is ${describe(values[at])}`)
}

function isList(values: unknown): values is ArrayLike<number> {
  return typeof values === "object" && values !== null && "length" in values
}
