import type { TrialLike } from "@parzen/core"
import { breathe, ParzenError, TrialPruned, warn } from "@parzen/core"
import { checkSameLength, checkXY } from "../data/check-x-y.ts"
import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import type { Estimator } from "../estimator.ts"
import { mean } from "../mean.ts"
import { checkScoring } from "../scoring/check-scoring.ts"
import type { NamedScoring, ScorerName, Scoring, SingleScoring } from "../scoring/scorer.ts"
import { checkCv } from "../splits/check-cv.ts"
import type { Split } from "../splits/splitter.ts"
import type { CrossValidateOptions, FoldReport } from "./cross-validate-options.ts"
import { checkOptions } from "./cross-validate-options.ts"
import type { FitResult } from "./fit-and-score.ts"
import { fitAndScore } from "./fit-and-score.ts"

/** An estimator to copy, or a function that makes one for each fold: with a seed of its own, for example. */
export type EstimatorSource<X extends Data, Y> = Estimator<X, Y> | ((fold: number) => Estimator<X, Y>)

/** What {@link crossValidate} answers, under scikit-learn's keys: arrays with a number for each fold. */
export type CrossValidation<E, Metric extends string = "score"> = {
  /** In seconds. */
  readonly fit_time: Float64Array
  /** In seconds. */
  readonly score_time: Float64Array
  /** With `returnEstimator`: those fitted. */
  readonly estimator?: readonly E[]
  /** With `returnIndices`: the rows of each split. */
  readonly indices?: { readonly train: readonly Int32Array[]; readonly test: readonly Int32Array[] }
} & { readonly [Key in `test_${Metric}`]: Float64Array } & { readonly [Key in `train_${Metric}`]?: Float64Array }

/**
 * Fits a fresh copy of `estimator` on the training rows of each split and scores it on the test rows (scikit-learn 1.9,
 * `cross_validate`).
 * @throws INVALID_DATA for X and y of different length, rows of different width, NaN in y, and too few rows; INVALID_ARGUMENT;
 * UNKNOWN_SCORER; ALL_FITS_FAILED; `TrialPruned`
 */
export function crossValidate<X extends Data, Y>(
  estimator: EstimatorSource<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options?: CrossValidateOptions<SingleScoring<X, Y>>,
): Promise<CrossValidation<Estimator<X, Y>>>
export function crossValidate<X extends Data, Y, Metric extends ScorerName>(
  estimator: EstimatorSource<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options: CrossValidateOptions<readonly Metric[]>,
): Promise<CrossValidation<Estimator<X, Y>, Metric>>
export function crossValidate<X extends Data, Y, Metric extends string>(
  estimator: EstimatorSource<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options: CrossValidateOptions<NamedScoring<Metric, X, Y>>,
): Promise<CrossValidation<Estimator<X, Y>, Metric>>
export function crossValidate<X extends Data, Y>(
  estimator: EstimatorSource<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options: CrossValidateOptions<Scoring<X, Y>>,
): Promise<CrossValidation<Estimator<X, Y>, string>>
export async function crossValidate<X extends Data, Y>(
  estimator: EstimatorSource<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  options: CrossValidateOptions<Scoring<X, Y>> = {},
): Promise<CrossValidation<Estimator<X, Y>, string>> {
  const { trial, fitOptions = {}, errorScore = NaN, returnTrainScore = false, returnEstimator = false } = options
  checkOptions(options)
  const scorer = checkScoring<X, Y>(options.scoring)
  const signal = options.signal ?? trial?.signal
  const create = typeof estimator === "function" ? estimator : () => estimator.withParams({})
  const first = create(0)
  const splits = splitsOf(first.estimatorType === "classifier", X, y, options)
  const results: FitResult[] = []
  const kept: Estimator<X, Y>[] = []
  for (const [fold, split] of splits.entries()) {
    signal?.throwIfAborted()
    const fresh = fold === 0 ? first : create(fold)
    try {
      results.push(await fitAndScore(fresh, X, y, split, { scorer, fitOptions, errorScore, returnTrainScore, signal }))
    } finally {
      if (returnEstimator) kept.push(fresh)
      else await fresh.dispose?.()
    }
    if (trial !== undefined) await reportFold(trial, results, splits.length, options.report ?? "mean", errorScore)
    await breathe()
  }
  warnOfFailures(results, errorScore)
  const rows = { train: splits.map(([train]) => train), test: splits.map(([, test]) => test) }
  return {
    ...columnsOf(results, errorScore, returnTrainScore),
    ...(returnEstimator && { estimator: kept }),
    ...(options.returnIndices === true && { indices: rows }),
  } as unknown as CrossValidation<Estimator<X, Y>, string>
}

function splitsOf(
  classifier: boolean,
  X: Data,
  y: ArrayLike<unknown>,
  { cv, groups }: CrossValidateOptions<unknown>,
): readonly Split[] {
  const n = checkXY(X, y)
  if (groups !== undefined) checkSameLength(n, groups, "groups")
  return Array.from(checkCv(cv, y, { classifier }).split(X, y as ArrayLike<Label>, groups))
}

/** Reports the last of `results`; after the last fold nothing is left to save, and the pruner is not asked. */
async function reportFold(
  trial: TrialLike,
  results: readonly FitResult[],
  nFolds: number,
  report: FoldReport,
  errorScore: number | "raise",
): Promise<void> {
  const scores = results.map((result) => onlyScore(result, errorScore))
  const fold = results.length - 1
  trial.report(report === "fold" ? (scores[fold] as number) : mean(scores), fold)
  if (results.length < nFolds && (await trial.shouldPrune())) throw new TrialPruned(`pruned after fold ${fold}`)
}

function onlyScore({ test }: FitResult, errorScore: number | "raise"): number {
  if (test === undefined) return errorScore as number
  const [score, ...more] = Object.values(test)
  if (score !== undefined && more.length === 0) return score
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `trial: takes one metric to report, scoring has ${Object.keys(test).join(", ")}`,
  )
}

function warnOfFailures(results: readonly FitResult[], errorScore: number | "raise"): void {
  const failed = results.filter(({ fitError }) => fitError !== undefined)
  if (failed.length === 0) return
  const cause = failed[0]?.fitError
  if (failed.length === results.length) {
    throw new ParzenError("ALL_FITS_FAILED", `all ${failed.length} fits failed, the first with: ${String(cause)}`, {
      cause,
    })
  }
  warn(
    `${failed.length} of ${results.length} fits failed, their score is set to ${errorScore}. The first failed with: ${String(cause)}`,
  )
}

function columnsOf(
  results: readonly FitResult[],
  errorScore: number | "raise",
  returnTrainScore: boolean,
): Record<string, Float64Array> {
  const columns: Record<string, Float64Array> = {
    fit_time: Float64Array.from(results, ({ fitTime }) => fitTime),
    score_time: Float64Array.from(results, ({ scoreTime }) => scoreTime),
  }
  const scored = results.find(({ test }) => test !== undefined)
  for (const metric of Object.keys(scored?.test ?? { score: NaN })) {
    const column = (side: "test" | "train"): Float64Array =>
      Float64Array.from(results, (result) => result[side]?.[metric] ?? (errorScore as number))
    columns[`test_${metric}`] = column("test")
    if (returnTrainScore) columns[`train_${metric}`] = column("train")
  }
  return columns
}
