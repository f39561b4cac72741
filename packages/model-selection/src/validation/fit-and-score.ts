import { isTrialPruned, warn } from "@parzen/core"
import type { Data } from "../data/data.ts"
import { takeRows } from "../data/data.ts"
import type { Estimator, FitOptions } from "../estimator.ts"
import type { MetricScorer } from "../scoring/check-scoring.ts"
import type { ScorerOptions } from "../scoring/scorer-options.ts"
import type { Split } from "../splits/splitter.ts"
import { isNoScore } from "./score-on-error.ts"

/** How one fit is made and judged. */
export interface FitAndScoreOptions<X extends Data, Y> {
  readonly scorer: MetricScorer<X, Y>
  readonly fitOptions: FitOptions
  readonly scorerOptions: ScorerOptions
  readonly errorScore: number | "raise"
  readonly returnTrainScore: boolean
  readonly signal: AbortSignal | undefined
  /** Hears after each step of an estimator that trains in steps how it scores on the test rows; `undefined` where that fails. */
  readonly onStep?: ((step: number, test: FitResult["test"]) => Promise<void>) | undefined
}

/** What one fit gave. Without `test` (or `train`) there is no score, because of an error. */
export interface FitResult {
  /** In seconds; of a failed fit until the error. */
  readonly fitTime: number
  /** In seconds; of a failed fit 0. */
  readonly scoreTime: number
  readonly test: Readonly<Record<string, number>> | undefined
  readonly train: Readonly<Record<string, number>> | undefined
  /** Why the fit failed. */
  readonly fitError: unknown
}

/** Fits `estimator` on the training rows of `split` and scores it on its test rows. */
export async function fitAndScore<X extends Data, Y>(
  estimator: Estimator<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  [trainRows, testRows]: Split,
  options: FitAndScoreOptions<X, Y>,
): Promise<FitResult> {
  const XTrain = takeRows(X, trainRows)
  const yTrain = takeTarget(y, trainRows)
  const XTest = takeRows(X, testRows)
  const yTest = takeTarget(y, testRows)
  const scorerOptions = (rows: Int32Array): ScorerOptions => cutToRows(options.scorerOptions, y.length, rows)
  const { onStep } = options
  const scoreStep = async (step: number): Promise<void> =>
    onStep?.(step, await score(estimator, XTest, yTest, scorerOptions(testRows), options))
  const fitOptions = cutToRows(options.fitOptions, y.length, trainRows)
  const begin = performance.now()
  try {
    await estimator.fit(XTrain, yTrain, onStep === undefined ? fitOptions : { ...fitOptions, onStep: scoreStep })
  } catch (error) {
    rethrow(error, options)
    return { fitTime: secondsSince(begin), scoreTime: 0, test: undefined, train: undefined, fitError: error }
  }
  const fitTime = secondsSince(begin)
  const test = await score(estimator, XTest, yTest, scorerOptions(testRows), options)
  const scoreTime = secondsSince(begin) - fitTime
  const train = options.returnTrainScore
    ? await score(estimator, XTrain, yTrain, scorerOptions(trainRows), options)
    : undefined
  return { fitTime, scoreTime, test, train, fitError: undefined }
}

async function score<X extends Data, Y>(
  estimator: Estimator<X, Y>,
  X: X,
  y: ArrayLike<Y>,
  scorerOptions: ScorerOptions,
  options: FitAndScoreOptions<X, Y>,
): Promise<Readonly<Record<string, number>> | undefined> {
  try {
    return await options.scorer(estimator, X, y, scorerOptions)
  } catch (error) {
    rethrow(error, options)
    warn(`Scoring failed, the score is set to ${options.errorScore}: ${String(error)}`)
    return undefined
  }
}

function rethrow(
  error: unknown,
  { errorScore, signal }: { readonly errorScore: number | "raise"; readonly signal: AbortSignal | undefined },
): void {
  if (errorScore === "raise" || isTrialPruned(error) || isNoScore(error)) throw error
  signal?.throwIfAborted()
}

/** Of the options those that have an item for each row of `n` are cut to `rows`. */
function cutToRows<Options extends object>(options: Options, n: number, rows: Int32Array): Options {
  const cut = Object.entries(options).map(([name, value]) => {
    const perRow =
      (Array.isArray(value) || ArrayBuffer.isView(value)) && (value as unknown as ArrayLike<unknown>).length === n
    return [name, perRow ? takeRows(value as unknown as Data, rows) : value] as const
  })
  return Object.fromEntries(cut) as Options
}

function takeTarget<Y>(y: ArrayLike<Y>, rows: Int32Array): ArrayLike<Y> {
  const isKnown = Array.isArray(y) || ArrayBuffer.isView(y)
  return isKnown
    ? (takeRows(y as unknown as Data, rows) as unknown as ArrayLike<Y>)
    : Array.from(rows, (row) => y[row] as Y)
}

function secondsSince(begin: number): number {
  return (performance.now() - begin) / 1000
}
