import { warn } from "@parzen/core"
import type { FitResult } from "@parzen/model-selection"
import { mean } from "@parzen/model-selection"
import type { Candidate } from "./candidate.ts"
import { rankScores } from "./rank-scores.ts"

/**
 * What a search found out: one item for each candidate in every column, under scikit-learn's keys in its order. With several
 * metrics their names stand in the place of `score`.
 */
export interface CVResults {
  /** Mean over the splits, in seconds. */
  readonly mean_fit_time: readonly number[]
  readonly std_fit_time: readonly number[]
  readonly mean_score_time: readonly number[]
  readonly std_score_time: readonly number[]
  readonly params: readonly Candidate[]
  /** Of the halving searches: the iteration. */
  readonly iter?: readonly number[]
  /** Of the halving searches: what each fit could use. */
  readonly n_resources?: readonly number[]
  /** The values of one parameter, `undefined` where a candidate lacks it. */
  readonly [column: `param_${string}`]: readonly unknown[]
  readonly [column: `split${number}_test_${string}` | `split${number}_train_${string}`]: readonly number[]
  readonly [column: `mean_test_${string}` | `mean_train_${string}`]: readonly number[]
  /** The population's standard deviation over the splits. */
  readonly [column: `std_test_${string}` | `std_train_${string}`]: readonly number[]
  /** 1 is the best. */
  readonly [column: `rank_test_${string}`]: readonly number[]
}

/** One candidate and its fits; a fold that was not run, because the candidate was pruned, is `undefined`. */
export interface CandidateResult {
  readonly params: Candidate
  readonly folds: readonly (FitResult | undefined)[]
}

/** How {@link formatResults} fills the columns. */
export interface FormatOptions {
  readonly nSplits: number
  readonly metrics: readonly string[]
  readonly errorScore: number
  readonly returnTrainScore: boolean
  /** Columns to put in front. */
  readonly columns: Readonly<Record<string, readonly number[]>>
}

/** The table of all candidates so far. Means that are NaN or infinite are said as a warning, but for pruned candidates. */
export function formatResults(candidates: readonly CandidateResult[], options: FormatOptions): CVResults {
  const results: Record<string, readonly unknown[]> = { ...options.columns }
  for (const [name, time] of [["fit_time", fitTime] as const, ["score_time", scoreTime] as const]) {
    const seconds = candidates.map(({ folds }) => folds.filter((fold) => fold !== undefined).map(time))
    results[`mean_${name}`] = seconds.map(mean)
    results[`std_${name}`] = seconds.map(deviation)
  }
  Object.assign(results, paramColumns(candidates))
  results["params"] = candidates.map(({ params }) => params)
  for (const metric of options.metrics) {
    addScores(results, candidates, "test", metric, options)
    results[`rank_test_${metric}`] = rankScores(results[`mean_test_${metric}`] as number[])
    if (options.returnTrainScore) addScores(results, candidates, "train", metric, options)
  }
  return results as unknown as CVResults
}

function addScores(
  results: Record<string, readonly unknown[]>,
  candidates: readonly CandidateResult[],
  side: "test" | "train",
  metric: string,
  { nSplits, errorScore }: FormatOptions,
): void {
  const scores = candidates.map(({ folds }) =>
    Array.from({ length: nSplits }, (_, split) => {
      const fold = folds[split]
      return fold === undefined ? NaN : (fold[side]?.[metric] ?? errorScore)
    }),
  )
  for (let split = 0; split < nSplits; split++) {
    results[`split${split}_${side}_${metric}`] = scores.map((row) => row[split])
  }
  const means = scores.map(mean)
  results[`mean_${side}_${metric}`] = means
  results[`std_${side}_${metric}`] = scores.map(deviation)
  const strange = means.filter((value, i) => !Number.isFinite(value) && !isPruned(candidates[i]))
  if (strange.length > 0) {
    warn(
      `${strange.length} of ${means.length} mean ${side} scores (${metric}) are not finite: ${strange.slice(0, 5).join(", ")}`,
    )
  }
}

function isPruned(candidate: CandidateResult | undefined): boolean {
  return candidate?.folds.includes(undefined) === true
}

/** Parameters in the order in which they first appear. */
function paramColumns(candidates: readonly CandidateResult[]): Record<string, unknown[]> {
  const columns: Record<string, unknown[]> = {}
  for (const [i, { params }] of candidates.entries()) {
    for (const [name, value] of Object.entries(params)) {
      const column = (columns[`param_${name}`] ??= new Array<unknown>(candidates.length).fill(undefined))
      column[i] = value
    }
  }
  return columns
}

function deviation(values: readonly number[]): number {
  const center = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)))
}

function fitTime(fold: FitResult): number {
  return fold.fitTime
}

function scoreTime(fold: FitResult): number {
  return fold.scoreTime
}
