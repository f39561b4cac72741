import { describe, ParzenError } from "@parzen/core"
import type { CV, Data, FitOptions, Label, Scoring } from "@parzen/model-selection"
import { checkNJobs, checkSignal } from "@parzen/model-selection"
import type { CVResults } from "./cv-results.ts"

/** Options of every search. */
export interface SearchOptions<X extends Data = Data, Y = Label> {
  /** What to measure; by default the estimator's own `score`, else accuracy of a classifier and R² of a regressor. */
  readonly scoring?: Scoring<X, Y> | undefined
  /** How to split; by default 5 folds, stratified for a classifier. */
  readonly cv?: CV | undefined
  /**
   * Whether to fit the best candidate on all rows in the end; by default so. With several metrics the name of the one to go by. Or
   * a function that chooses the candidate's index.
   */
  readonly refit?: Refit | undefined
  /** How many fits are awaited at once, by default 1; -1 for as many as there are processors. */
  readonly nJobs?: number | undefined
  /** The score where a fit or a scorer fails, by default NaN; or `"raise"` to throw what was thrown. */
  readonly errorScore?: number | "raise" | undefined
  /** Whether to score the training rows too. */
  readonly returnTrainScore?: boolean | undefined
  /** 1 says each batch of fits, 2 each fit, 3 its score too, 10 its start too. By default 0, nothing. */
  readonly verbose?: number | undefined
  /** Whether to show on stderr how many fits are done, of `ParzenSearchCV` how many candidates; by default not. */
  readonly showProgressBar?: boolean | undefined
  /** Ends `fit` with the signal's reason; what the search held before stays. */
  readonly signal?: AbortSignal | undefined
}

/** Whether to refit, by which metric, or a function that chooses the index of the best candidate. */
export type Refit = boolean | string | ((cvResults: CVResults) => number)

/** What `fit` of a search takes beside X and y; all but `groups` and `signal` goes on to the estimators. */
export interface SearchFitOptions extends FitOptions {
  /** The group of each row, for splitters that keep groups together. */
  readonly groups?: ArrayLike<Label> | undefined
}

/** Options with nothing left out that has a default. */
export interface CheckedSearchOptions<X extends Data, Y> {
  readonly scoring: Scoring<X, Y> | undefined
  readonly cv: CV | undefined
  readonly refit: Refit
  readonly nJobs: number
  readonly errorScore: number | "raise"
  readonly returnTrainScore: boolean
  readonly verbose: number
  readonly showProgressBar: boolean
  readonly signal: AbortSignal | undefined
}

/** @throws INVALID_ARGUMENT */
export function checkSearchOptions<X extends Data, Y>(options: SearchOptions<X, Y>): CheckedSearchOptions<X, Y> {
  const {
    scoring,
    cv,
    signal,
    refit = true,
    nJobs,
    errorScore = NaN,
    returnTrainScore = false,
    verbose = 0,
    showProgressBar = false,
  } = options
  check(
    "refit",
    refit,
    ["boolean", "string", "function"].includes(typeof refit),
    "true, false, a metric's name or a function",
  )
  check("errorScore", errorScore, typeof errorScore === "number" || errorScore === "raise", "a number or 'raise'")
  check("returnTrainScore", returnTrainScore, typeof returnTrainScore === "boolean", "true or false")
  check("showProgressBar", showProgressBar, typeof showProgressBar === "boolean", "true or false")
  check("verbose", verbose, typeof verbose === "number" && verbose >= 0, "a number from 0")
  checkSignal(signal)
  return {
    scoring,
    cv,
    refit,
    nJobs: checkNJobs(nJobs),
    errorScore,
    returnTrainScore,
    verbose,
    showProgressBar,
    signal,
  }
}

/** @throws INVALID_ARGUMENT unless `isRight` */
export function check(name: string, value: unknown, isRight: boolean, allowed: string): void {
  if (!isRight) throw new ParzenError("INVALID_ARGUMENT", `${name}: takes ${allowed}, got ${describe(value)}`)
}

/** Whether `value` is a whole number from `least`. */
export function isWhole(value: unknown, least: number): value is number {
  return Number.isInteger(value) && (value as number) >= least
}
