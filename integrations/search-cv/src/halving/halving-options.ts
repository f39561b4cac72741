import { ParzenError } from "@parzen/core"
import type { Data, Label, RandomStateOption, Scorer, ScorerName } from "@parzen/model-selection"
import type { SearchOptions } from "../search-options.ts"
import { check, isWhole } from "../search-options.ts"
import { toRandomState } from "../to-random-state.ts"

/** Options of the halving searches. */
export interface HalvingOptions<X extends Data = Data, Y = Label> extends Omit<
  SearchOptions<X, Y>,
  "scoring" | "refit"
> {
  /** One metric; by default as for the other searches. */
  readonly scoring?: ScorerName | Scorer<X, Y> | undefined
  /** Whether to fit the best candidate on all rows in the end; by default so. */
  readonly refit?: boolean | undefined
  /** One in so many candidates goes on to the next iteration, with so many times the resources; by default 3. */
  readonly factor?: number | undefined
  /** What grows: `"n_samples"`, the rows (the default), or a parameter of the estimator that takes whole numbers. */
  readonly resource?: string | undefined
  /** The most that a candidate may use; by default `"auto"`, all rows. */
  readonly maxResources?: number | "auto" | undefined
  /** What the first candidates use: a number, `"smallest"`, or `"exhaust"`, so much that the last iteration uses most. */
  readonly minResources?: number | "smallest" | "exhaust" | undefined
  /** Whether to repeat the first iteration's resources until there are few enough candidates. */
  readonly aggressiveElimination?: boolean | undefined
  /** The seed of the rows and candidates that are drawn. Or a generator: it goes on where it stands. Without it they differ each time. */
  readonly randomState?: RandomStateOption
}

/** Halving's own options with nothing left out that has a default. */
export interface CheckedHalvingOptions {
  readonly factor: number
  readonly resource: string
  readonly maxResources: number | "auto"
  readonly minResources: number | "smallest" | "exhaust"
  readonly aggressiveElimination: boolean
  readonly randomState: RandomStateOption
}

/** The name of the resource that counts rows. */
export const ROWS = "n_samples"

/** @throws INVALID_ARGUMENT, INVALID_SEED */
export function checkHalvingOptions<X extends Data, Y>(
  options: HalvingOptions<X, Y>,
  defaultMin: "smallest" | "exhaust",
): CheckedHalvingOptions {
  const { factor = 3, resource = ROWS, maxResources = "auto", minResources = defaultMin, randomState } = options
  const { scoring, refit = true, aggressiveElimination = false } = options
  check("factor", factor, Number.isFinite(factor) && factor > 1, "a number above 1")
  check("resource", resource, typeof resource === "string", "'n_samples' or a parameter's name")
  check(
    "maxResources",
    maxResources,
    maxResources === "auto" || isWhole(maxResources, 1),
    "a whole number from 1, or 'auto'",
  )
  const isKnown = minResources === "smallest" || minResources === "exhaust"
  check(
    "minResources",
    minResources,
    isKnown || isWhole(minResources, 1),
    "a whole number from 1, 'smallest' or 'exhaust'",
  )
  check("aggressiveElimination", aggressiveElimination, typeof aggressiveElimination === "boolean", "true or false")
  check("refit", refit, typeof refit === "boolean", "true or false")
  check("scoring", scoring, typeof scoring !== "object", "one metric")
  if (maxResources === "auto" && resource !== ROWS) {
    throw new ParzenError("INVALID_ARGUMENT", `maxResources: 'auto' is for 'n_samples', '${resource}' takes a number`)
  }
  toRandomState(randomState)
  return { factor, resource, maxResources, minResources, aggressiveElimination, randomState }
}
