import type { Pointer } from "@parzen/boosting"
import { readFloats, readStrings, readUint64s } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import type { XGBoostLibrary } from "../library/xgboost-library.ts"

const IMPORTANCE_TYPES = ["weight", "gain", "cover", "total_gain", "total_cover"] as const

/**
 * What importances count: in how many splits a column is used (`weight`), the mean or total of what these splits gain, or of the
 * Hessians of the rows that they split (`cover`).
 */
export type ImportanceType = (typeof IMPORTANCE_TYPES)[number]

/** @throws INVALID_ARGUMENT */
export function checkImportanceType(importanceType: unknown): void {
  if (IMPORTANCE_TYPES.includes(importanceType as ImportanceType)) return
  const allowed = IMPORTANCE_TYPES.map((type) => `'${type}'`).join(", ")
  throw new ParzenError("INVALID_ARGUMENT", `importanceType: is one of ${allowed}, got ${describe(importanceType)}`)
}

/** The importance of each column that is used, by its name. */
export function readImportance(
  library: XGBoostLibrary,
  booster: Pointer,
  importanceType: ImportanceType,
): Record<string, number | number[]> {
  checkImportanceType(importanceType)
  const config = JSON.stringify({ importance_type: importanceType, feature_map: "" })
  const [n, features]: [[number], [Pointer]] = [[0], [0n]]
  const [dim, shape, scores]: [[number], [Pointer], [Pointer]] = [[0], [0n], [0n]]
  library.callSync("XGBoosterFeatureScore", booster, config, n, features, dim, shape, scores)
  const names = readStrings(features[0], Number(n[0]))
  if (names.length === 0) return {}
  const size = readUint64s(shape[0], Number(dim[0])).reduce((product, length) => product * length, 1)
  const values = readFloats(scores[0], size)
  const width = size / names.length
  const scoreOf = (i: number): number | number[] =>
    width === 1 ? (values[i] as number) : Array.from(values.subarray(i * width, (i + 1) * width))
  return Object.fromEntries(names.map((name, i) => [name, scoreOf(i)]))
}
