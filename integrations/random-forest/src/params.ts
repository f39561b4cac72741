import { ParzenError } from "@parzen/core"
import type { LibraryOptions } from "./library.ts"

/** How a forest is grown. */
export type RandomForestParams = {
  /** How many trees; 1 or more, by default 50. */
  readonly nEstimators?: number | undefined
  /** How many splits lie on the way to a leaf at most; 1 or more, by default `Infinity`. */
  readonly maxDepth?: number | undefined
  /** A node with so many rows or fewer is not split. Below 1 a share of the training rows, rounded up; by default 3. */
  readonly minNumSamples?: number | undefined
  /** A node is split if that lowers the Gini impurity by more than this; 0 or more, by default 0.01. */
  readonly gainThreshold?: number | undefined
  /** How many of the columns each tree sees: a share above 0 up to 1, rounded up, by default 1; or the root or logarithm of their number. */
  readonly maxFeatures?: number | "sqrt" | "log2" | undefined
  /** Whether each tree is grown on rows drawn with replacement, or else on all; by default true. */
  readonly bootstrap?: boolean | undefined
  /** Whole number from 0 to 2^32 - 1; by default 42. The same seed grows the same forest. */
  readonly seed?: number | undefined
}

/** Parameters with nothing left out. */
export type CheckedParams = {
  readonly [Name in keyof RandomForestParams]-?: Exclude<RandomForestParams[Name], undefined>
}

const DEFAULTS: CheckedParams = {
  nEstimators: 50,
  maxDepth: Infinity,
  minNumSamples: 3,
  gainThreshold: 0.01,
  maxFeatures: 1,
  bootstrap: true,
  seed: 42,
}

/** Options of ml-random-forest that are not passed on, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  maxSamples: "ml-random-forest takes the first rows of the data instead of drawing them; take rows before fit",
  replacement: "columns are always drawn without replacement; ml-random-forest would give a tree the same column twice",
  useSampleBagging: "is called bootstrap here",
  noOOB: "out-of-bag predictions are not made; their cost grows with the square of the rows",
  treeOptions: "give maxDepth, minNumSamples and gainThreshold beside the others",
  gainFunction: "ml-random-forest knows the Gini impurity alone",
  splitFunction: "ml-random-forest splits half-way between two values alone",
  isClassifier: "the class says so",
}

/**
 * `params` with the defaults filled in.
 * @throws INVALID_ARGUMENT for an unknown parameter, one that ml-random-forest has and gets wrong, and a value out of range
 */
export function checkParams(params: RandomForestParams): CheckedParams {
  for (const name of Object.keys(params)) {
    if (Object.hasOwn(DEFAULTS, name)) continue
    const why = Object.hasOwn(REFUSED, name) ? REFUSED[name] : `is none of ${Object.keys(DEFAULTS).join(", ")}`
    throw new ParzenError("INVALID_ARGUMENT", `'${name}': ${why}`)
  }
  const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined))
  const all: CheckedParams = { ...DEFAULTS, ...given }
  const { nEstimators, maxDepth, minNumSamples, gainThreshold, maxFeatures, bootstrap, seed } = all
  check("nEstimators", nEstimators, isCount(nEstimators), "a whole number from 1")
  check("maxDepth", maxDepth, isCount(maxDepth) || maxDepth === Infinity, "a whole number from 1, or Infinity")
  check(
    "minNumSamples",
    minNumSamples,
    isCount(minNumSamples) || isShare(minNumSamples),
    "a whole number from 1, or a share of the rows above 0 and below 1",
  )
  check("gainThreshold", gainThreshold, Number.isFinite(gainThreshold) && gainThreshold >= 0, "a number from 0")
  check(
    "maxFeatures",
    maxFeatures,
    maxFeatures === "sqrt" || maxFeatures === "log2" || maxFeatures === 1 || isShare(maxFeatures),
    "a share of the columns above 0 up to 1, 'sqrt' or 'log2'",
  )
  check("bootstrap", bootstrap, typeof bootstrap === "boolean", "true or false")
  check("seed", seed, Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, "a whole number from 0 to 4294967295")
  return all
}

/** The library's options for a forest on `nRows` rows of `nColumns`. */
export function libraryOptions(params: CheckedParams, nRows: number, nColumns: number): LibraryOptions {
  const { nEstimators, maxDepth, minNumSamples, gainThreshold, maxFeatures, bootstrap, seed } = params
  return {
    nEstimators,
    maxFeatures: libraryMaxFeatures(columnsPerTree(maxFeatures, nColumns), nColumns),
    replacement: false,
    useSampleBagging: bootstrap,
    noOOB: true,
    seed,
    treeOptions: {
      maxDepth,
      minNumSamples: minNumSamples < 1 ? roundUp(minNumSamples * nRows) : minNumSamples,
      gainThreshold,
    },
  }
}

function columnsPerTree(maxFeatures: CheckedParams["maxFeatures"], nColumns: number): number {
  if (maxFeatures === "sqrt") return Math.max(1, Math.floor(Math.sqrt(nColumns)))
  if (maxFeatures === "log2") return Math.max(1, Math.floor(Math.log2(nColumns)))
  return roundUp(maxFeatures * nColumns)
}

// The library reads 1 as all columns: a single one is a share between one column and two.
function libraryMaxFeatures(count: number, nColumns: number): number {
  if (count === nColumns) return 1
  return count === 1 ? 1.5 / nColumns : count
}

/** Up to the next whole number, but for what is rounding error in a share times a count: 0.55 of 100 is 55. */
function roundUp(value: number): number {
  return Math.max(1, Math.ceil(value - 1e-9))
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value < 1
}

function check(name: string, value: unknown, isRight: boolean, allowed: string): void {
  if (!isRight) throw new ParzenError("INVALID_ARGUMENT", `'${name}': takes ${allowed}, got ${String(value)}`)
}
