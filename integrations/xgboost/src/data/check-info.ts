import { describe, ParzenError } from "@parzen/core"
import type { DMatrixOptions } from "./d-matrix-options.ts"

/** The sizes of groups. @throws INVALID_DATA unless they are whole numbers from 0 that add up to `numRow` */
export function checkGroups(group: ArrayLike<number>, numRow: number): Uint32Array {
  let sum = 0
  for (let i = 0; i < group.length; i++) {
    const size: unknown = group[i]
    if (!Number.isSafeInteger(size) || (size as number) < 0)
      throw new ParzenError("INVALID_DATA", `group: takes whole numbers from 0, group ${i} is ${describe(size)}`)
    sum += size as number
  }
  if (sum !== numRow)
    throw new ParzenError("INVALID_DATA", `group: its sizes add up to ${sum}, there are ${numRow} rows`)
  return Uint32Array.from(group)
}

/** @throws INVALID_DATA for a row that is not there, and for none at all */
export function checkRowNumbers(rows: ArrayLike<number>, numRow: number): Int32Array {
  if (!(rows?.length > 0))
    throw new ParzenError("INVALID_DATA", `slice: takes the numbers of rows, got ${describe(rows)}`)
  for (let i = 0; i < rows.length; i++) {
    const row: unknown = rows[i]
    if (!Number.isSafeInteger(row) || (row as number) < 0 || (row as number) >= numRow)
      throw new ParzenError("INVALID_DATA", `slice: rows are from 0 to ${numRow - 1}, got ${describe(row)}`)
  }
  return Int32Array.from(rows)
}

/** @throws INVALID_DATA unless each column has one name, and no two have the same, and types that XGBoost knows */
export function checkFeatures(numCol: number, { featureNames, featureTypes }: DMatrixOptions): void {
  for (const [option, values] of Object.entries({ featureNames, featureTypes })) {
    if (values === undefined) continue
    if (!Array.isArray(values) || values.some((value) => typeof value !== "string" || value === ""))
      throw new ParzenError("INVALID_DATA", `${option}: takes a string for each column, got ${describe(values)}`)
    if (values.length !== numCol)
      throw new ParzenError("INVALID_DATA", `${option}: has ${values.length} for ${numCol} columns`)
  }
  const twice = featureNames?.find((name, i) => featureNames.indexOf(name) !== i)
  if (twice !== undefined) throw new ParzenError("INVALID_DATA", `featureNames: '${twice}' names two columns`)
  const odd = featureNames?.find((name) => /[[\]<]/.test(name))
  if (odd !== undefined) throw new ParzenError("INVALID_DATA", `featureNames: '${odd}' has one of [, ] and <`)
  const unknown = featureTypes?.find((type) => !["q", "c", "int", "float", "i"].includes(type))
  if (unknown !== undefined)
    throw new ParzenError("INVALID_DATA", `featureTypes: 'q', 'c', 'int', 'float' or 'i', got '${unknown}'`)
}
