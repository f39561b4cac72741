import type { Pointer } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { lightgbm } from "../load-lightgbm.ts"
import type { NativeArgument } from "../native/functions.ts"

/** How often the trees split by a column, or what these splits lowered the loss by. */
export type ImportanceType = "split" | "gain"

/** Which part of a model is written. */
export interface ModelTextOptions {
  /** The first round; 0 by default. */
  readonly startIteration?: number | undefined
  /** How many rounds; 0 or less for all. By default up to the best iteration. */
  readonly numIteration?: number | undefined
  /** Which importances the text lists; `"split"` by default. */
  readonly importanceType?: ImportanceType | undefined
}

const IMPORTANCE_TYPES: Readonly<Record<ImportanceType, number>> = { split: 0, gain: 1 }

/** The parameters before the buffer's. @throws INVALID_ARGUMENT */
export function modelTextCall(pointer: Pointer, options: ModelTextOptions): readonly NativeArgument[] {
  const { startIteration = 0, numIteration = -1, importanceType = "split" } = options
  checkInteger(startIteration, "startIteration", 0)
  checkInteger(numIteration, "numIteration")
  return [pointer, startIteration, numIteration, importanceCode(importanceType)]
}

/** For each column its importance in the first `numIteration` rounds; 0 or less for all. @throws INVALID_ARGUMENT */
export function featureImportance(
  pointer: Pointer,
  numFeature: number,
  importanceType: ImportanceType,
  numIteration: number,
): Float64Array {
  checkInteger(numIteration, "numIteration")
  const out = new Float64Array(numFeature)
  lightgbm().callSync("LGBM_BoosterFeatureImportance", [pointer, numIteration, importanceCode(importanceType), out])
  return out
}

/** @throws INVALID_ARGUMENT */
export function checkInteger(value: unknown, name: string, min: number = -(2 ** 31)): void {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) < 2 ** 31) return
  const allowed = min === 0 ? "an integer from 0" : "an integer"
  throw new ParzenError("INVALID_ARGUMENT", `${name}: takes ${allowed}, got ${describe(value)}`)
}

function importanceCode(importanceType: ImportanceType): number {
  if (Object.hasOwn(IMPORTANCE_TYPES, importanceType)) return IMPORTANCE_TYPES[importanceType]
  throw new ParzenError("INVALID_ARGUMENT", `importanceType: is 'split' or 'gain', got ${describe(importanceType)}`)
}
