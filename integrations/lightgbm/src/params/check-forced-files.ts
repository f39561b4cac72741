import { readFileSync } from "node:fs"
import { describe, ParzenError } from "@parzen/core"
import type { ResolvedParams } from "./resolve-params.ts"

/**
 * Checks the files of forced splits and forced bins: LightGBM passes over those that it cannot read, and takes columns in them on trust.
 * @throws INVALID_ARGUMENT for a file that cannot be read, or is about columns that there are not
 */
export function checkForcedFiles(params: ResolvedParams, columns: number): void {
  const splits = readJson(params, "forcedsplits_filename")
  if (splits !== undefined) checkSplit(splits, columns)
  const bins = readJson(params, "forcedbins_filename")
  if (bins === undefined) return
  if (!Array.isArray(bins)) throw wrong("forcedbins_filename", "a list of columns with bounds", bins)
  for (const entry of bins as unknown[]) {
    const { feature, bin_upper_bound: bounds } = (entry ?? {}) as Record<string, unknown>
    checkColumn("forcedbins_filename", feature, columns)
    if (!Array.isArray(bounds) || !bounds.every(Number.isFinite))
      throw wrong("forcedbins_filename", "a list of numbers as bin_upper_bound", bounds)
  }
}

function checkSplit(split: unknown, columns: number): void {
  const { feature, threshold, left, right } = (split ?? {}) as Record<string, unknown>
  checkColumn("forcedsplits_filename", feature, columns)
  if (!Number.isFinite(threshold)) throw wrong("forcedsplits_filename", "a number as threshold", threshold)
  for (const next of [left, right]) if (next !== undefined && next !== null) checkSplit(next, columns)
}

function checkColumn(name: string, feature: unknown, columns: number): void {
  if (Number.isSafeInteger(feature) && (feature as number) >= 0 && (feature as number) < columns) return
  throw wrong(name, `a column from 0 to ${columns - 1} as feature`, feature)
}

function readJson(params: ResolvedParams, name: string): unknown {
  const path = params[name]
  if (path === undefined || path === "") return undefined
  try {
    return JSON.parse(readFileSync(String(path), "utf8"))
  } catch (cause) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `'${name}': ${describe(path)} cannot be read: ${(cause as Error).message}`,
      {
        cause,
      },
    )
  }
}

function wrong(name: string, wanted: string, given: unknown): ParzenError {
  return new ParzenError("INVALID_ARGUMENT", `'${name}': the file has ${wanted}, here is ${describe(given)}`)
}
