import type { ProgressBar, ProgressBest } from "@parzen/core"
import { log, openProgressBar, ParzenError } from "@parzen/core"
import type {
  Data,
  Estimator,
  FitAndScoreOptions,
  FitOptions,
  FitResult,
  Label,
  Scores,
  Split,
  Splitter,
} from "@parzen/model-selection"
import {
  checkCv,
  checkSameLength,
  checkSignal,
  checkXY,
  fitAndScore,
  mean,
  runInLanes,
  scoreOnError,
} from "@parzen/model-selection"
import type { Candidate } from "./candidate.ts"
import { checkParams } from "./check-params.ts"
import type { CandidateResult, CVResults } from "./cv-results.ts"
import { formatResults } from "./cv-results.ts"
import { checkFailures } from "./fit-failures.ts"
import { refitMetric } from "./refit-metric.ts"
import type { CheckedSearchOptions, SearchFitOptions } from "./search-options.ts"
import type { SearchScorers } from "./search-scorers.ts"
import { searchScorers } from "./search-scorers.ts"
import type { FitPlace } from "./verbose-lines.ts"
import { batchLine, endLine, startLine } from "./verbose-lines.ts"

/** How {@link SearchSession.evaluate} departs from the search's own way. */
export interface BatchOptions {
  /** Splits in the place of the search's own. */
  readonly splits?: readonly Split[] | undefined
  /** Numbers that each candidate of the batch has in further columns, by the column's name. */
  readonly columns?: Readonly<Record<string, number>> | undefined
}

/** What one fit is given beside its rows. */
export interface FitHooks {
  /** By default the search's own. */
  readonly signal?: AbortSignal | undefined
  /** Hears the scores of each step of an estimator that trains in steps. */
  readonly onStep?: FitAndScoreOptions<Data, unknown>["onStep"]
}

/** One call of a search's `fit`: the rows, how they are split and judged, and all that has been tried so far. */
export class SearchSession<X extends Data, Y> {
  readonly estimator: Estimator<X, Y>
  readonly options: CheckedSearchOptions<X, Y>
  readonly X: X
  readonly y: ArrayLike<Y>
  /** How many rows there are. */
  readonly nRows: number
  readonly groups: ArrayLike<Label> | undefined
  readonly fitOptions: FitOptions
  readonly signal: AbortSignal | undefined
  readonly cv: Splitter
  readonly nSplits: number
  readonly scorers: SearchScorers<X, Y>
  /** In the order of the table. */
  readonly candidates: CandidateResult[] = []
  readonly #columns: Record<string, number[]> = {}
  #metrics: readonly string[] | undefined
  #bar: ProgressBar | undefined

  /** @throws INVALID_DATA, INVALID_ARGUMENT, UNKNOWN_SCORER */
  constructor(
    estimator: Estimator<X, Y>,
    options: CheckedSearchOptions<X, Y>,
    X: X,
    y: ArrayLike<Y>,
    { groups, signal, ...fitOptions }: SearchFitOptions,
  ) {
    this.estimator = estimator
    this.options = options
    checkSignal(signal)
    this.signal = bothSignals(options.signal, signal)
    this.scorers = searchScorers(options.scoring, scoreOnError(options.errorScore, this.signal))
    if (this.scorers.names !== undefined) this.#learnMetrics(this.scorers.names)
    this.X = X
    this.y = y
    this.nRows = checkXY(X, y)
    if (groups !== undefined) checkSameLength(this.nRows, groups, "groups")
    this.groups = groups
    const { sampleWeight } = fitOptions
    if (sampleWeight !== undefined) checkSameLength(this.nRows, sampleWeight, "sampleWeight")
    this.fitOptions = fitOptions
    this.cv = checkCv(options.cv, y, { classifier: estimator.estimatorType === "classifier" })
    this.nSplits = this.cv.getNSplits(X, this.#labels, groups)
  }

  /** Whether the metrics have names; one that has counts too. */
  get isMultimetric(): boolean {
    return isMultimetric(this.options.scoring, this.metrics)
  }

  /** The names of the metrics. */
  get metrics(): readonly string[] {
    return this.#metrics ?? ["score"]
  }

  /** The metric that decides, if there is one. @throws INVALID_ARGUMENT */
  get refitMetric(): string | undefined {
    return refitMetric(this.options.refit, this.metrics, this.isMultimetric)
  }

  /** The number that stands for a score that is missing. */
  get errorScore(): number {
    return this.options.errorScore === "raise" ? NaN : this.options.errorScore
  }

  /** The splits of all rows, made anew. @throws INVALID_DATA, INVALID_ARGUMENT */
  splits(): readonly Split[] {
    const splits = Array.from(this.cv.split(this.X, this.#labels, this.groups))
    if (splits.length === this.nSplits) return splits
    throw new ParzenError("INVALID_ARGUMENT", `cv: announces ${this.nSplits} splits and makes ${splits.length}`)
  }

  /** Shows a progress bar, if one was asked for, until {@link closeProgress}. */
  async openProgress(nFits: number): Promise<void> {
    if (this.options.showProgressBar)
      this.#bar = await openProgressBar({ total: nFits, unit: "fit", bestOf: "candidate" })
  }

  closeProgress(): void {
    this.#bar?.close()
  }

  /**
   * Fits every candidate on every split and adds them to the table.
   * @throws ALL_FITS_FAILED, UNKNOWN_PARAM, INVALID_ARGUMENT without candidates, and with `errorScore: "raise"` what a fit throws
   */
  async evaluate(
    candidates: readonly Candidate[],
    { splits = this.splits(), columns = {} }: BatchOptions = {},
  ): Promise<void> {
    const { verbose, nJobs, errorScore } = this.options
    const nCandidates = candidates.length
    if (nCandidates === 0) throw new ParzenError("INVALID_ARGUMENT", "there are no candidates to try")
    await checkParams(this.estimator, candidates)
    if (verbose > 0) log("info", batchLine(splits.length, nCandidates))
    const fits = new Array<FitResult>(nCandidates * splits.length)
    let best: ProgressBest | undefined
    const fit = async (task: number): Promise<void> => {
      const candidate = Math.floor(task / splits.length)
      const split = task % splits.length
      const place = { candidate, nCandidates, split, nSplits: splits.length }
      fits[task] = await this.fit(candidates[candidate] as Candidate, splits[split] as Split, place)
      if (this.#bar === undefined) return
      const value = this.#meanOf(fits.slice(candidate * splits.length, (candidate + 1) * splits.length))
      if (value > (best?.value ?? -Infinity)) best = { number: this.candidates.length + candidate, value }
      this.#bar.update(best)
    }
    await runInLanes(fits.length, nJobs, fit, this.signal)
    checkFailures(fits, errorScore)
    for (const [i, params] of candidates.entries()) {
      this.add({ params, folds: fits.slice(i * splits.length, (i + 1) * splits.length) })
      for (const [name, value] of Object.entries(columns)) (this.#columns[name] ??= []).push(value)
    }
  }

  /** Fits one candidate on one split. @throws with `errorScore: "raise"` what the fit throws, and the signal's reason */
  async fit(
    params: Candidate,
    split: Split,
    place: FitPlace,
    { signal = this.signal, onStep }: FitHooks = {},
  ): Promise<FitResult> {
    const { verbose } = this.options
    if (verbose > 9) log("info", startLine(params, place, verbose))
    const result = await this.#fitFresh(params, split, { signal, onStep })
    if (result.test !== undefined) this.#learnMetrics(Object.keys(result.test))
    if (verbose > 1) {
      const seconds = result.fitTime + result.scoreTime
      const train = this.options.returnTrainScore ? this.#filledIn(result.train) : undefined
      log("info", endLine(params, place, { seconds, test: this.#filledIn(result.test), train }, verbose))
    }
    return result
  }

  /** Adds a candidate to the table. */
  add(candidate: CandidateResult): void {
    const scored = candidate.folds.find((fold) => fold?.test !== undefined)
    if (scored?.test !== undefined) this.#learnMetrics(Object.keys(scored.test))
    this.candidates.push(candidate)
  }

  /** The table of all candidates so far. */
  results(): CVResults {
    return formatResults(this.candidates, {
      nSplits: this.nSplits,
      metrics: this.metrics,
      errorScore: this.errorScore,
      returnTrainScore: this.options.returnTrainScore,
      columns: this.#columns,
    })
  }

  async #fitFresh(params: Candidate, split: Split, { signal, onStep }: FitHooks): Promise<FitResult> {
    const { errorScore, returnTrainScore } = this.options
    let fresh: Estimator<X, Y>
    try {
      fresh = this.estimator.withParams(params)
    } catch (error) {
      if (errorScore === "raise") throw error
      return { fitTime: 0, scoreTime: 0, test: undefined, train: undefined, fitError: error }
    }
    try {
      return await fitAndScore(fresh, this.X, this.y, split, {
        scorer: this.scorers.score,
        fitOptions: signal === undefined ? this.fitOptions : { ...this.fitOptions, signal },
        scorerOptions: { sampleWeight: this.fitOptions.sampleWeight },
        errorScore,
        returnTrainScore,
        signal,
        onStep,
      })
    } finally {
      await fresh.dispose?.()
    }
  }

  /** Of the metric that decides; NaN until all folds have ended. */
  #meanOf(folds: readonly (FitResult | undefined)[]): number {
    const metric = this.refitMetric ?? this.metrics[0] ?? "score"
    return mean(Array.from(folds, (fold) => (fold === undefined ? NaN : (fold.test?.[metric] ?? this.errorScore))))
  }

  #filledIn(scores: Scores | undefined): Scores {
    return Object.fromEntries(this.metrics.map((metric) => [metric, scores?.[metric] ?? this.errorScore]))
  }

  #learnMetrics(metrics: readonly string[]): void {
    if (this.#metrics !== undefined) return
    refitMetric(this.options.refit, metrics, isMultimetric(this.options.scoring, metrics))
    this.#metrics = metrics
  }

  // The splitters look at labels of three kinds and refuse all others.
  get #labels(): ArrayLike<Label> {
    return this.y as unknown as ArrayLike<Label>
  }
}

function isMultimetric(scoring: unknown, metrics: readonly string[]): boolean {
  return typeof scoring === "object" || metrics.length !== 1 || metrics[0] !== "score"
}

function bothSignals(a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b
  return AbortSignal.any([a, b])
}
