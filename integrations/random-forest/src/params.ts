import { describe, ParzenError } from "@parzen/core"
import type { Task } from "./task.ts"

/** How a forest is grown, whatever it predicts. */
interface ForestParams {
  /** How many trees; 1 or more, by default 50. */
  readonly nEstimators?: number | undefined
  /** How many splits lie on the way to a leaf at most; 1 or more, by default `Infinity`. */
  readonly maxDepth?: number | undefined
  /** A node with so many rows or fewer is not split. Below 1 a share of the training rows, rounded up; by default 3. */
  readonly minNumSamples?: number | undefined
  /** How many of the columns each tree sees: a share above 0 up to 1, rounded up, by default 1; or the root or logarithm of their number. */
  readonly maxFeatures?: number | "sqrt" | "log2" | undefined
  /** Whether each tree is grown on rows drawn with replacement, or else on all; by default true. */
  readonly bootstrap?: boolean | undefined
  /** Whether `fit` predicts each row by the trees that were grown without it; needs `bootstrap`, by default false. */
  readonly oobScore?: boolean | undefined
  /** Whole number from 0 to 2^32 - 1; by default 42. The same seed grows the same forest. */
  readonly seed?: number | undefined
}

/** How a forest that predicts classes is grown. */
export interface RandomForestClassifierParams extends ForestParams {
  /** A node is split if that lowers the Gini impurity by more than this; 0 or more, by default 0.01. */
  readonly gainThreshold?: number | undefined
}

/** How a forest that predicts numbers is grown. */
export interface RandomForestRegressorParams extends ForestParams {
  /** How the trees' predictions become one: their mean (the default) or their median. */
  readonly aggregation?: "mean" | "median" | undefined
}

type Checked<P> = { readonly [Name in keyof P]-?: Exclude<P[Name], undefined> }

/** Parameters with nothing left out. */
export type CheckedParams<T extends Task = Task> = Checked<
  T extends "regression" ? RandomForestRegressorParams : RandomForestClassifierParams
>

const FOREST_DEFAULTS: Checked<ForestParams> = {
  nEstimators: 50,
  maxDepth: Infinity,
  minNumSamples: 3,
  maxFeatures: 1,
  bootstrap: true,
  oobScore: false,
  seed: 42,
}

const DEFAULTS: { readonly [T in Task]: CheckedParams<T> } = {
  classification: { ...FOREST_DEFAULTS, gainThreshold: 0.01 },
  regression: { ...FOREST_DEFAULTS, aggregation: "mean" },
}

/** Options of ml-random-forest that are not passed on, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  maxSamples: "ml-random-forest takes the first rows of the data instead of drawing them; take rows before fit",
  replacement: "columns are always drawn without replacement; ml-random-forest would give a tree the same column twice",
  useSampleBagging: "is called bootstrap here",
  noOOB: "out-of-bag predictions are made if oobScore is true",
  selectionMethod: "is called aggregation here, and a forest that predicts numbers takes it",
  treeOptions: "give maxDepth, minNumSamples and the like beside the others",
  gainFunction: "ml-random-forest knows one for classes, the Gini impurity, and one for numbers, the squared error",
  splitFunction: "ml-random-forest splits half-way between two values alone",
  isClassifier: "the class says so",
  gainThreshold:
    "a forest that predicts numbers takes none: ml-random-forest compares the error that a split leaves with it, not what it gains",
  aggregation: "a forest that predicts classes takes none: the most votes win",
}

interface Rule {
  readonly allowed: string
  isRight(value: unknown): boolean
}

const RULES: Readonly<Record<string, Rule>> = {
  nEstimators: { allowed: "a whole number from 1", isRight: isCount },
  maxDepth: {
    allowed: "a whole number from 1, or Infinity",
    isRight: (value) => isCount(value) || value === Infinity,
  },
  minNumSamples: {
    allowed: "a whole number from 1, or a share of the rows above 0 and below 1",
    isRight: (value) => isCount(value) || isShare(value),
  },
  maxFeatures: {
    allowed: "a share of the columns above 0 up to 1, 'sqrt' or 'log2'",
    isRight: (value) => value === "sqrt" || value === "log2" || value === 1 || isShare(value),
  },
  bootstrap: { allowed: "true or false", isRight: (value) => typeof value === "boolean" },
  oobScore: { allowed: "true or false", isRight: (value) => typeof value === "boolean" },
  seed: {
    allowed: "a whole number from 0 to 4294967295",
    isRight: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32,
  },
  gainThreshold: {
    allowed: "a number from 0",
    isRight: (value) => Number.isFinite(value) && (value as number) >= 0,
  },
  aggregation: { allowed: "'mean' or 'median'", isRight: (value) => value === "mean" || value === "median" },
}

/**
 * `params` with the defaults filled in.
 * @throws INVALID_ARGUMENT for an unknown parameter, one that ml-random-forest has and gets wrong, and a value out of range
 */
export function checkParams<T extends Task>(task: T, params: object): CheckedParams<T> {
  const defaults: CheckedParams<T> = DEFAULTS[task]
  for (const [name, value] of Object.entries(params)) {
    const rule = Object.hasOwn(defaults, name) ? RULES[name] : undefined
    if (rule === undefined) {
      const why = Object.hasOwn(REFUSED, name) ? REFUSED[name] : `is none of ${Object.keys(defaults).join(", ")}`
      throw new ParzenError("INVALID_ARGUMENT", `'${name}': ${why}`)
    }
    if (value !== undefined && !rule.isRight(value)) {
      throw new ParzenError("INVALID_ARGUMENT", `'${name}': takes ${rule.allowed}, got ${describe(value)}`)
    }
  }
  const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined))
  const all = { ...defaults, ...given }
  if (all.oobScore && !all.bootstrap) {
    throw new ParzenError("INVALID_ARGUMENT", "'oobScore': needs bootstrap, without it every tree has seen every row")
  }
  return all
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value < 1
}
