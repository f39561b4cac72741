import type { Params } from "../../distributions/distribution.ts"
import { describe, ParzenError } from "../../errors.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { Sampler } from "../sampler.ts"
import { LEAST_SOURCES } from "./warm-start.ts"

/** Options of `CmaEsSampler`. */
export interface CmaEsSamplerOptions {
  /** Where the search starts: a value for each numeric parameter. By default the middle of each range, on its scale. */
  readonly x0?: Readonly<Params> | undefined
  /** How widely it starts, as a share of each range on its scale. By default 1/6. */
  readonly sigma0?: number | undefined
  /** How many trials must be complete before the distribution is used. By default 1. */
  readonly nStartupTrials?: number | undefined
  /** Draws the parameters that are not drawn together. By default a `RandomSampler` of the same seed. */
  readonly independentSampler?: Sampler | undefined
  /** Whether a study's first parameter that is left to `independentSampler` is warned of. By default so. */
  readonly warnIndependentSampling?: boolean | undefined
  /** A whole number from 0 to 2^32 - 1 that fixes what is drawn; by default different each time. */
  readonly seed?: number | undefined
  /** Whether pruned trials count, by their last report. By default not. */
  readonly considerPrunedTrials?: boolean | undefined
  /** How many trials make a generation, at least 2. By default 4 + floor(3 ln n) for n parameters. */
  readonly popsize?: number | undefined
  /** Whether each parameter's variance is learnt on its own: faster for many that hardly interact. By default not. */
  readonly useSeparableCma?: boolean | undefined
  /** Whether steps and integers are kept from getting stuck on one value. By default not. */
  readonly withMargin?: boolean | undefined
  /** Whether the learning rates adapt, for noisy objectives and those with many local optima. By default not. */
  readonly lrAdapt?: boolean | undefined
  /** Trials of a similar study, of exactly the same parameters, 10 or more: the search starts where the best of them are. */
  readonly sourceTrials?: readonly FrozenTrial[] | undefined
}

/** @throws INVALID_ARGUMENT for an option of the wrong type or range, and for options that do not go together */
export function checkOptions(options: CmaEsSamplerOptions): void {
  for (const name of FLAGS) check(options, name, "true or false", (value) => typeof value === "boolean")
  check(options, "nStartupTrials", "a whole number of at least 0", (value) => isCount(value, 0))
  check(options, "popsize", "a whole number of at least 2", (value) => isCount(value, 2))
  check(options, "sigma0", "a number above 0", (value) => typeof value === "number" && value > 0 && value < Infinity)
  check(options, "x0", "an object of parameters", (value) => typeof value === "object" && value !== null)
  check(options, "independentSampler", "a sampler", (value) => hasMethod(value, "sampleIndependent"))
  const trials = `an array of at least ${LEAST_SOURCES} trials`
  check(
    options,
    "sourceTrials",
    trials,
    (value) => Array.isArray(value) && value.length >= LEAST_SOURCES && value.every(isTrial),
  )
  for (const [one, other] of CONFLICTS) {
    if (isGiven(options[one]) && isGiven(options[other])) {
      throw new ParzenError("INVALID_ARGUMENT", `${one} and ${other} do not go together`)
    }
  }
}

const FLAGS = ["considerPrunedTrials", "useSeparableCma", "withMargin", "lrAdapt", "warnIndependentSampling"] as const

const CONFLICTS = [
  ["sourceTrials", "x0"],
  ["sourceTrials", "sigma0"],
  ["sourceTrials", "useSeparableCma"],
  ["lrAdapt", "useSeparableCma"],
  ["lrAdapt", "withMargin"],
  ["useSeparableCma", "withMargin"],
] as const

function check(
  options: CmaEsSamplerOptions,
  name: keyof CmaEsSamplerOptions,
  allowed: string,
  isAllowed: (value: unknown) => boolean,
): void {
  const value = options[name]
  if (value === undefined || isAllowed(value)) return
  throw new ParzenError("INVALID_ARGUMENT", `${name} must be ${allowed}, got ${describe(value)}`)
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false
}

function isCount(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least
}

function isTrial(value: unknown): boolean {
  const { state, params } = (value ?? {}) as Partial<FrozenTrial>
  return typeof state === "string" && typeof params === "object"
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof (value as Record<string, unknown> | null)?.[name] === "function"
}
