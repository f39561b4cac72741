import { ParzenError } from "@parzen/core"
import type { Data, Decisions, Estimator, Label } from "@parzen/model-selection"
import { checkEstimator, orAborted } from "@parzen/model-selection"
import { bestIndexOf } from "./best-index.ts"
import type { Candidate } from "./candidate.ts"
import type { CVResults } from "./cv-results.ts"
import type { CheckedSearchOptions, SearchFitOptions, SearchOptions } from "./search-options.ts"
import { checkSearchOptions } from "./search-options.ts"
import type { SearchScorer } from "./search-scorers.ts"
import { SearchSession } from "./search-session.ts"

/** What a search holds after `fit`; all of it is there at once or not at all. */
interface Fitted<X extends Data, Y, Found> {
  readonly cvResults: CVResults
  readonly found: Found
  readonly scorer: SearchScorer<X, Y> | Readonly<Record<string, SearchScorer<X, Y>>>
  readonly nSplits: number
  readonly multimetric: boolean
  readonly nFeaturesIn: number | undefined
  readonly bestIndex: number | undefined
  readonly bestScore: number | undefined
  readonly bestEstimator: Estimator<X, Y> | undefined
  readonly refitTime: number | undefined
  readonly metric: string | undefined
}

/**
 * What the searches share: `fit` tries candidates by cross-validation and fits the best one on all rows. A search is an estimator
 * itself, so that it can be cross-validated in its turn; `params` and `withParams` are those of the estimator it was given.
 */
export abstract class BaseSearchCV<X extends Data = Data, Y = Label, Found = unknown> implements Estimator<X, Y> {
  readonly estimator: Estimator<X, Y>
  protected readonly options: CheckedSearchOptions<X, Y>
  #fitted: Fitted<X, Y, Found> | undefined

  /** @throws INVALID_ARGUMENT */
  constructor(estimator: Estimator<X, Y>, options: SearchOptions<X, Y>) {
    checkEstimator(estimator)
    this.estimator = estimator
    this.options = checkSearchOptions(options)
    // Scorers ask whether these are there.
    if (estimator.predictProba === undefined) hide(this, "predictProba")
    if (estimator.decisionFunction === undefined) hide(this, "decisionFunction")
  }

  /** Adds candidates to the session; what it answers is kept as {@link found}. */
  protected abstract search(session: SearchSession<X, Y>): Promise<Found>

  /** A fresh search of the same kind around an estimator in which `params` replace those of the same names. */
  abstract withParams(params: Readonly<Record<string, unknown>>): BaseSearchCV<X, Y>

  get estimatorType(): "classifier" | "regressor" {
    return this.estimator.estimatorType
  }

  /** Those of the estimator. */
  get params(): object {
    return this.estimator.params
  }

  /** All candidates and their scores. @throws NOT_FITTED */
  get cvResults(): CVResults {
    return this.#ready().cvResults
  }

  /** What candidates were judged by: a scorer, or scorers by the names of their metrics. @throws NOT_FITTED */
  get scorer(): SearchScorer<X, Y> | Readonly<Record<string, SearchScorer<X, Y>>> {
    return this.#ready().scorer
  }

  /** How many splits each candidate was to be fitted on. @throws NOT_FITTED */
  get nSplits(): number {
    return this.#ready().nSplits
  }

  /** Whether candidates were judged by metrics that have names. @throws NOT_FITTED */
  get multimetric(): boolean {
    return this.#ready().multimetric
  }

  /** Where in {@link cvResults} the best candidate is. @throws NOT_FITTED, NO_BEST with several metrics and `refit: false` */
  get bestIndex(): number {
    return this.#best("bestIndex")
  }

  /** The parameters of the best candidate. @throws as {@link bestIndex} */
  get bestParams(): Candidate {
    return this.cvResults.params[this.bestIndex] as Candidate
  }

  /** The mean test score of the best candidate. @throws as {@link bestIndex}, and NO_BEST where a function chose it among several metrics */
  get bestScore(): number {
    return this.#best("bestScore")
  }

  /** The best candidate, fitted on all rows. @throws NOT_FITTED, NOT_REFITTED */
  get bestEstimator(): Estimator<X, Y> {
    return this.#refitted("bestEstimator")
  }

  /** How long it took to fit {@link bestEstimator}, in seconds. @throws NOT_FITTED, NOT_REFITTED */
  get refitTime(): number {
    this.#refitted("refitTime")
    return this.#ready().refitTime as number
  }

  /** The classes of {@link bestEstimator}; `undefined` while there is none. */
  get classes(): ArrayLike<Y> | undefined {
    return this.#fitted?.bestEstimator?.classes
  }

  /** How many columns X had, if it is a table. @throws NOT_FITTED */
  get nFeaturesIn(): number | undefined {
    return this.#ready().nFeaturesIn
  }

  /**
   * Tries the candidates, then fits the best one on all rows. What a search held before is replaced in the end; if anything is
   * thrown, it stays.
   * @throws INVALID_DATA for X and y of different length, rows of different width, NaN in y and too few rows; INVALID_ARGUMENT;
   * UNKNOWN_SCORER; UNKNOWN_PARAM; ALL_FITS_FAILED; the signal's reason; with `errorScore: "raise"` what a fit throws
   */
  async fit(X: X, y: ArrayLike<Y>, options: SearchFitOptions = {}): Promise<this> {
    const session = new SearchSession(this.estimator, this.options, X, y, options)
    session.signal?.throwIfAborted()
    const found = await this.search(session).finally(() => session.closeProgress())
    session.signal?.throwIfAborted()
    const cvResults = session.results()
    const { refit } = this.options
    const metric = session.refitMetric
    const hasBest = refit !== false || !session.isMultimetric
    const bestIndex = hasBest ? this.chooseBest(cvResults, metric) : undefined
    const params = bestIndex === undefined ? undefined : (cvResults.params[bestIndex] as Candidate)
    const refitted = refit === false || params === undefined ? undefined : await this.#refit(session, params)
    this.#fitted = {
      cvResults,
      found,
      scorer: session.scorers.scorer,
      nSplits: session.nSplits,
      multimetric: session.isMultimetric,
      nFeaturesIn: countColumns(X),
      bestIndex,
      bestScore:
        bestIndex === undefined || metric === undefined ? undefined : this.scoreOf(cvResults, metric, bestIndex),
      bestEstimator: refitted?.estimator,
      refitTime: refitted?.seconds,
      metric,
    }
    return this
  }

  /** What {@link bestEstimator} predicts. @throws NOT_FITTED, NOT_REFITTED */
  async predict(X: X): Promise<ArrayLike<Y>> {
    return this.#refitted("predict").predict(X)
  }

  /** Of {@link bestEstimator}; not there if the estimator has none. @throws NOT_FITTED, NOT_REFITTED */
  async predictProba(X: X): Promise<ArrayLike<ArrayLike<number>>> {
    const best = this.#refitted("predictProba")
    if (best.predictProba !== undefined) return best.predictProba(X)
    throw new ParzenError("NOT_SUPPORTED", "predictProba: the best estimator has no such method")
  }

  /** Of {@link bestEstimator}; not there if the estimator has none. @throws NOT_FITTED, NOT_REFITTED */
  async decisionFunction(X: X): Promise<Decisions> {
    const best = this.#refitted("decisionFunction")
    if (best.decisionFunction !== undefined) return best.decisionFunction(X)
    throw new ParzenError("NOT_SUPPORTED", "decisionFunction: the best estimator has no such method")
  }

  /**
   * How well {@link bestEstimator} predicts X, by the search's scorer, or by the one that `refit` names.
   * @throws NOT_FITTED, NOT_REFITTED; NO_BEST if there are several metrics and `refit` names none
   */
  async score(X: X, y: ArrayLike<Y>): Promise<number> {
    const best = this.#refitted("score")
    const { scorer, metric } = this.#ready()
    if (metric === undefined) {
      throw new ParzenError("NO_BEST", "score: there are several metrics, and refit does not name the one to go by")
    }
    const score = await (typeof scorer === "function" ? scorer : (scorer[metric] as SearchScorer<X, Y>))(best, X, y)
    return typeof score === "number" ? score : (score[metric] as number)
  }

  /** Frees {@link bestEstimator}. */
  async dispose(): Promise<void> {
    await this.#fitted?.bestEstimator?.dispose?.()
  }

  /** What {@link search} found out beside the table. @throws NOT_FITTED */
  protected get found(): Found {
    return this.#ready().found
  }

  /** The index of the best candidate. */
  protected chooseBest(cvResults: CVResults, metric: string | undefined): number {
    return bestIndexOf(cvResults, this.options.refit, metric)
  }

  /** What `bestScore` says; scikit-learn leaves it out where a function has chosen. */
  protected scoreOf(cvResults: CVResults, metric: string, index: number): number | undefined {
    return typeof this.options.refit === "function" ? undefined : cvResults[`mean_test_${metric}`]?.[index]
  }

  async #refit(
    { signal, X, y, fitOptions }: SearchSession<X, Y>,
    params: Candidate,
  ): Promise<{ readonly estimator: Estimator<X, Y>; readonly seconds: number }> {
    const estimator = this.estimator.withParams(params)
    const options = signal === undefined ? fitOptions : { ...fitOptions, signal }
    const begin = performance.now()
    try {
      await orAborted(estimator.fit(X, y, options), signal)
    } catch (error) {
      await estimator.dispose?.()
      throw error
    }
    return { estimator, seconds: (performance.now() - begin) / 1000 }
  }

  #ready(): Fitted<X, Y, Found> {
    if (this.#fitted !== undefined) return this.#fitted
    throw new ParzenError("NOT_FITTED", `${this.constructor.name}: call fit(X, y) first`)
  }

  #best(name: "bestIndex" | "bestScore"): number {
    const value = this.#ready()[name]
    if (value !== undefined) return value
    const why =
      typeof this.options.refit === "function" ? "a function chose the best candidate" : "no metric to go by was named"
    throw new ParzenError("NO_BEST", `${name}: ${why}, set refit to the name of a metric`)
  }

  #refitted(name: string): Estimator<X, Y> {
    const { bestEstimator } = this.#ready()
    if (bestEstimator !== undefined) return bestEstimator
    throw new ParzenError("NOT_REFITTED", `${name}: no estimator was fitted on all rows, because refit is false`)
  }
}

function hide(search: object, method: string): void {
  Object.defineProperty(search, method, { value: undefined, configurable: true })
}

function countColumns(X: Data): number | undefined {
  if (Array.isArray(X)) {
    const row: unknown = X[0]
    return Array.isArray(row) || ArrayBuffer.isView(row) ? (row as unknown as ArrayLike<unknown>).length : undefined
  }
  if ("columns" in X && typeof X.columns === "number") return X.columns
  return "shape" in X ? X.shape[1] : undefined
}
