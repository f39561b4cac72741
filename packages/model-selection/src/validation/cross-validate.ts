import { ParzenError, warn } from "@parzen/core"
import { checkEstimator } from "../check-estimator.ts"
import { checkSameLength, checkXY } from "../data/check-x-y.ts"
import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import type { Estimator } from "../estimator.ts"
import { checkScoring } from "../scoring/check-scoring.ts"
import type { NamedScoring, ScorerName, Scoring, SingleScoring } from "../scoring/scorer.ts"
import { checkCv } from "../splits/check-cv.ts"
import type { Split } from "../splits/splitter.ts"
import { checkNJobs } from "./check-n-jobs.ts"
import type { CrossValidateOptions } from "./cross-validate-options.ts"
import { checkOptions } from "./cross-validate-options.ts"
import type { FitAndScoreOptions, FitResult } from "./fit-and-score.ts"
import { fitAndScore } from "./fit-and-score.ts"
import { FoldReporter, onlyScore } from "./fold-reporter.ts"
import { FoldsInStep } from "./folds-in-step.ts"
import { runInLanes } from "./run-in-lanes.ts"
import { scoreOnError } from "./score-on-error.ts"

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
  const { trial, report = "mean", returnEstimator = false, returnIndices = false } = options
  const create = factoryOf(estimator)
  checkOptions(options)
  const nJobs = checkNJobs(options.nJobs)
  const how = fitOptionsOf(options)
  const first = create(0)
  const kept: (Estimator<X, Y> | undefined)[] = [first]
  let splits: readonly Split[] = []
  let results: FitResult[] = []
  let hasFailed = false
  try {
    splits = splitsOf(first.estimatorType === "classifier", X, y, options)
    results = new Array<FitResult>(splits.length)
    const inStep = trial && report === "step" ? new FoldsInStep(trial, splits.length) : undefined
    const reporter = trial && report !== "step" ? new FoldReporter(trial, results, report, how.errorScore) : undefined
    const onlyScoreOf = (test: FitResult["test"]): number => onlyScore(test, how.errorScore)
    const run = async (fold: number): Promise<void> => {
      const fresh = kept[fold] ?? create(fold)
      kept[fold] = undefined
      const onStep = inStep && ((step: number, test: FitResult["test"]) => inStep.ended(fold, step, onlyScoreOf(test)))
      try {
        const result = await fitAndScore(fresh, X, y, splits[fold] as Split, { ...how, onStep })
        results[fold] = result
        inStep?.finished(fold, onlyScoreOf(result.test))
      } catch (error) {
        inStep?.abandon(error)
        throw error
      } finally {
        if (returnEstimator && !hasFailed) kept[fold] = fresh
        else await fresh.dispose?.()
      }
      await reporter?.update()
    }
    await runInLanes(splits.length, inStep ? splits.length : nJobs, run, how.signal)
    warnOfFailures(results, how.errorScore)
  } catch (error) {
    hasFailed = true
    for (const fitted of kept) await fitted?.dispose?.()
    throw error
  }
  const rows = { train: splits.map(([train]) => train), test: splits.map(([, test]) => test) }
  return {
    ...columnsOf(results, how),
    ...(returnEstimator && { estimator: kept }),
    ...(returnIndices && { indices: rows }),
  } as unknown as CrossValidation<Estimator<X, Y>, string>
}

/** Makes the estimator of a fold. @throws INVALID_ARGUMENT for what is neither an estimator nor a function */
function factoryOf<X extends Data, Y>(estimator: EstimatorSource<X, Y>): (fold: number) => Estimator<X, Y> {
  if (typeof estimator !== "function") checkEstimator(estimator)
  return (fold) => {
    const fresh = typeof estimator === "function" ? estimator(fold) : estimator.withParams({})
    checkEstimator(fresh, typeof estimator === "function" ? "estimator(fold)" : "estimator.withParams({})")
    return fresh
  }
}

/** @throws UNKNOWN_SCORER, INVALID_ARGUMENT */
function fitOptionsOf<X extends Data, Y>({
  scoring,
  fitOptions = {},
  scorerOptions = {},
  errorScore = NaN,
  returnTrainScore = false,
  trial,
  signal = trial?.signal,
}: CrossValidateOptions<Scoring<X, Y>>): FitAndScoreOptions<X, Y> {
  return {
    scorer: checkScoring<X, Y>(scoring, scoreOnError(errorScore, signal)),
    fitOptions: signal === undefined ? fitOptions : { signal, ...fitOptions },
    scorerOptions,
    errorScore,
    returnTrainScore,
    signal,
  }
}

function splitsOf(
  classifier: boolean,
  X: Data,
  y: ArrayLike<unknown>,
  { cv, groups, fitOptions, scorerOptions }: CrossValidateOptions<unknown>,
): readonly Split[] {
  const n = checkXY(X, y)
  if (groups !== undefined) checkSameLength(n, groups, "groups")
  for (const weights of [fitOptions?.sampleWeight, scorerOptions?.sampleWeight])
    if (weights !== undefined) checkSameLength(n, weights, "sampleWeight")
  return Array.from(checkCv(cv, y, { classifier }).split(X, y as ArrayLike<Label>, groups))
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
  { errorScore, returnTrainScore }: Pick<FitAndScoreOptions<never, never>, "errorScore" | "returnTrainScore">,
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
