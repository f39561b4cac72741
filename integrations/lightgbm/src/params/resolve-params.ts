import { availableParallelism } from "node:os"
import { describe, ParzenError } from "@parzen/core"
import { lightgbm } from "../load-lightgbm.ts"
import type { LightGBMParams, ParamValue } from "./params.ts"

/** Parameters by their main names, without those that are `undefined` or `null`. */
export type ResolvedParams = Readonly<Record<string, Exclude<ParamValue, null | undefined>>>

/**
 * The parameters by their main names. A function as `objective` becomes `"none"`.
 * @throws UNKNOWN_PARAMETER for a name that LightGBM does not know; INVALID_ARGUMENT for a value that it cannot be given, and two names
 * of one parameter with different values
 */
export function resolveParams(params: LightGBMParams): ResolvedParams {
  if (typeof params !== "object" || params === null || Array.isArray(params))
    throw new ParzenError("INVALID_ARGUMENT", `params: takes an object of parameters by name, got ${describe(params)}`)
  const resolved: Record<string, Exclude<ParamValue, null | undefined>> = {}
  const givenAs = new Map<string, string>()
  for (const [name, given] of Object.entries(params)) {
    if (given === undefined || given === null) continue
    const main = mainName(name)
    const value = main === "objective" && typeof given === "function" ? "none" : given
    checkValue(name, value)
    const text = valueText(value as ParamValue)
    const other = givenAs.get(main)
    if (other !== undefined && valueText(resolved[main]) !== text)
      throw new ParzenError("INVALID_ARGUMENT", `'${other}' and '${name}' are one parameter, and their values differ`)
    givenAs.set(main, name)
    resolved[main] = value as Exclude<ParamValue, null | undefined>
  }
  checkThreads(resolved["num_threads"])
  return resolved
}

/** How parameters are handed to the library: `num_leaves=31 metric=auc,binary_logloss`; always with their verbosity. */
export function paramsText(params: ResolvedParams): string {
  return Object.entries({ ...params, verbosity: verbosityOf(params) })
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(" ")
}

/** The main name of a parameter. @throws UNKNOWN_PARAMETER for one that LightGBM does not know */
export function mainName(name: string): string {
  const { aliases } = lightgbm()
  if (aliases.has(name)) return name
  for (const [main, others] of aliases) if (others.includes(name)) return main
  const known = [...aliases].flatMap(([main, others]) => [main, ...others])
  const nearest = known.filter((other) => isNear(name, other)).slice(0, 3)
  const hint = nearest.length === 0 ? "" : `; did you mean ${nearest.map((other) => `'${other}'`).join(" or ")}?`
  throw new ParzenError("UNKNOWN_PARAMETER", `'${name}': is no parameter of LightGBM${hint}`)
}

// One letter changed, added, left out or swapped, or other signs between the words: `maxDepth`, `numleaves`.
function isNear(name: string, other: string): boolean {
  const bare = (text: string): string => text.replace(/[^a-z0-9]/gi, "").toLowerCase()
  const [left, right] = [bare(name), bare(other)]
  if (left === right) return true
  let start = 0
  while (start < left.length && left[start] === right[start]) start++
  let end = 0
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++
  return left.length > 3 && Math.max(left.length, right.length) - start - end <= 2
}

/** OpenMP ends the process if it cannot have the threads. */
function checkThreads(given: unknown = 0): void {
  const most = Math.max(64, 4 * availableParallelism())
  const threads = Number(given)
  if (Number.isInteger(threads) && threads <= most) return
  throw new ParzenError("INVALID_ARGUMENT", `'num_threads': takes an integer up to ${most}, got ${describe(given)}`)
}

function checkValue(name: string, value: unknown): void {
  const items: readonly unknown[] = Array.isArray(value) ? value.flat() : [value]
  for (const item of items) {
    const isFit =
      typeof item === "string"
        ? /^[^\s=]+$/.test(item)
        : typeof item === "boolean" || (typeof item === "number" && Number.isFinite(item))
    if (!isFit)
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `'${name}': takes finite numbers, booleans, text without blanks or '=', or lists of them, got ${describe(value)}`,
      )
  }
}

function valueText(value: ParamValue): string {
  if (Array.isArray(value))
    return value.map((item) => (Array.isArray(item) ? `[${item.join(",")}]` : numberText(item))).join(",")
  return numberText(value)
}

// As Python writes numbers: the library reads `0.00001` and `1e-05` to doubles that may differ in their last bit.
function numberText(value: unknown): string {
  if (typeof value === "number" && value !== 0 && Math.abs(value) < 1e-4) return value.toExponential()
  return String(value)
}

/** Those that say how data is binned: what a dataset was binned with holds for its boosters too, as in Python. */
export function binningParams(params: ResolvedParams): ResolvedParams {
  return Object.fromEntries(Object.entries(params).filter(([name]) => BINNING.includes(name)))
}

const BINNING: readonly string[] = [
  "bin_construct_sample_cnt",
  "categorical_feature",
  "data_random_seed",
  "enable_bundle",
  "feature_pre_filter",
  "forcedbins_filename",
  "is_enable_sparse",
  "linear_tree",
  "max_bin",
  "max_bin_by_feature",
  "min_data_in_bin",
  "pre_partition",
  "precise_float_parser",
  "two_round",
  "use_missing",
  "zero_as_missing",
]

/** How much the library logs: -1 errors only, 0 warnings too, 1 all, 2 debugging. Without a word warnings. */
export function verbosityOf({ verbosity = 0 }: ResolvedParams): number {
  return Number(verbosity)
}
