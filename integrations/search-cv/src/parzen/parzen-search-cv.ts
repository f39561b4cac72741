import type { FrozenTrial, Pruner, Sampler, Storage, Study, StudyCallback } from "@parzen/core"
import { createStudy, log, NopPruner, ParzenError, TPESampler, warn, WilcoxonPruner } from "@parzen/core"
import type { Data, Estimator, FitResult, FoldReport, Label, RandomStateOption } from "@parzen/model-selection"
import { BaseSearchCV } from "../base-search-cv.ts"
import { checkParams } from "../check-params.ts"
import { checkFailures } from "../fit-failures.ts"
import type { SearchOptions } from "../search-options.ts"
import { check, isWhole } from "../search-options.ts"
import type { SearchSession } from "../search-session.ts"
import { toRandomState } from "../to-random-state.ts"
import { batchLine } from "../verbose-lines.ts"
import type { ParamSpace } from "./candidate-space.ts"
import { CandidateSpace } from "./candidate-space.ts"
import { FOLDS, jsonToFolds } from "./fold-record.ts"
import { searchObjective } from "./search-objective.ts"
import { checkStudy, recordOf } from "./study-record.ts"
import { UntriedSampler } from "./untried-sampler.ts"

/** Options of {@link ParzenSearchCV}. */
export interface ParzenSearchOptions<X extends Data = Data, Y = Label> extends SearchOptions<X, Y> {
  /** How many candidates to try, those of earlier runs of the study included; by default 10. A finite space ends it too. */
  readonly nTrials?: number | undefined
  /** By default a `TPESampler` with the seed `randomState`. */
  readonly sampler?: Sampler | undefined
  /** Ends hopeless candidates between two folds; by default none. */
  readonly pruner?: Pruner | undefined
  /** Where the study is kept; by default in this process. */
  readonly storage?: Storage | undefined
  /** A study of this name in `storage` is gone on with. */
  readonly studyName?: string | undefined
  /** No candidate is begun later than this many ms after the first. */
  readonly timeoutMs?: number | undefined
  /** The seed of the default sampler. */
  readonly randomState?: RandomStateOption
  /**
   * What is reported to the pruner: after each fold the mean of the scores so far, or its own score; or after each step of training
   * (`"step"`: an epoch, a round) the mean over all folds, which then train side by side, by an estimator whose `fit` calls
   * `options.onStep`. By default a fold's own score for a `WilcoxonPruner`, which compares fold with fold, else the mean.
   */
  readonly report?: FoldReport | undefined
  /** Called after each candidate. */
  readonly callbacks?: readonly StudyCallback[] | undefined
}

/**
 * Tries candidates that a sampler draws in the light of those before, as trials of a study that maximises the mean test score. It
 * takes what the other searches take: a grid is searched without trying a candidate twice. With several metrics the one that
 * `refit` names is maximised, else the first.
 */
export class ParzenSearchCV<X extends Data = Data, Y = Label> extends BaseSearchCV<X, Y, Study> {
  readonly #space: CandidateSpace
  readonly #distributions: ParamSpace | readonly ParamSpace[]
  readonly #given: ParzenSearchOptions<X, Y>

  /** @throws INVALID_ARGUMENT, INVALID_DISTRIBUTION, INVALID_SEED */
  constructor(
    estimator: Estimator<X, Y>,
    paramDistributions: ParamSpace | readonly ParamSpace[],
    options: ParzenSearchOptions<X, Y> = {},
  ) {
    super(estimator, options)
    const { nTrials, report, timeoutMs, randomState } = options
    check(
      "nTrials",
      nTrials,
      nTrials === undefined || nTrials === Infinity || isWhole(nTrials, 1),
      "a whole number from 1",
    )
    check("timeoutMs", timeoutMs, timeoutMs === undefined || timeoutMs >= 0, "milliseconds from 0")
    const isReport = report === undefined || report === "mean" || report === "fold" || report === "step"
    check("report", report, isReport, "'mean', 'fold' or 'step'")
    toRandomState(randomState)
    this.#space = new CandidateSpace(paramDistributions)
    this.#distributions = paramDistributions
    this.#given = options
  }

  /** The study whose trials are the candidates. @throws NOT_FITTED */
  get study(): Study {
    return this.found
  }

  override withParams(params: Readonly<Record<string, unknown>>): ParzenSearchCV<X, Y> {
    const Search = this.constructor as typeof ParzenSearchCV
    return new Search(this.estimator.withParams(params), this.#distributions, this.#given)
  }

  protected override async search(session: SearchSession<X, Y>): Promise<Study> {
    const { timeoutMs, callbacks = [], pruner, report } = this.#given
    await checkParams(session.estimator, this.#space.samples())
    const splits = session.splits()
    const study = await this.#openStudy()
    await checkStudy(study, recordOf(metricText(session), session.nRows, splits))
    this.#warnOfSmallSpace()
    const nTrials = this.#nTrialsLeft(study)
    if (this.options.verbose > 0 && nTrials < Infinity) log("info", batchLine(splits.length, nTrials))
    const fresh = new Map<number, readonly (FitResult | undefined)[]>()
    const objective = searchObjective(session, {
      space: this.#space,
      splits,
      nTrials,
      isPruned: pruner !== undefined,
      report: report ?? (pruner instanceof WilcoxonPruner ? "fold" : "mean"),
      onFolds: (number, folds) => fresh.set(number, folds),
    })
    // Other workers may share the study.
    const stopAt = (): void => {
      if (this.#nTrialsLeft(study) === 0) study.stop()
    }
    await study.optimize(objective, {
      nTrials,
      concurrency: this.options.nJobs,
      ...(timeoutMs !== undefined && { timeoutMs }),
      callbacks: [stopAt, ...callbacks],
      showProgressBar: this.options.showProgressBar,
      ...(session.signal !== undefined && { signal: session.signal }),
    })
    this.#collect(session, study, fresh)
    return study
  }

  /** Puts the study's trials into the table; those of earlier runs as they were kept. */
  #collect(
    session: SearchSession<X, Y>,
    study: Study,
    fresh: ReadonlyMap<number, readonly (FitResult | undefined)[]>,
  ): void {
    for (const { number, params, userAttrs } of study.trials.filter(isEvaluated)) {
      const folds = fresh.get(number) ?? jsonToFolds(userAttrs[FOLDS] ?? [], session.nSplits)
      session.add({ params: this.#space.toCandidate(params), folds })
    }
    const fits = session.candidates.flatMap(({ folds }) => folds.filter((fold) => fold !== undefined))
    if (fits.length === 0)
      throw new ParzenError("INVALID_ARGUMENT", "no candidate was tried: nTrials or timeoutMs is too small")
    checkFailures(fits, this.options.errorScore)
  }

  async #openStudy(): Promise<Study> {
    const { storage, studyName, pruner = new NopPruner() } = this.#given
    const study = await createStudy({
      direction: "maximize",
      pruner,
      loadIfExists: true,
      ...(storage !== undefined && { storage }),
      ...(studyName !== undefined && { studyName }),
    })
    study.sampler = this.#sampler(study.trials.length)
    return study
  }

  /** A study that is gone on with draws from another seed, lest it tries the same again. */
  #sampler(nTrials: number): Sampler {
    const { randomState, sampler } = this.#given
    const first = typeof randomState === "object" ? randomState.randint(2 ** 31 - 1) : randomState
    const seed = first === undefined ? undefined : (first + nTrials) % 2 ** 32
    const drawing = sampler ?? new TPESampler({ seed })
    return this.#space.size < 2 ** 53 ? new UntriedSampler(drawing, this.#space, seed) : drawing
  }

  #nTrialsLeft(study: Study): number {
    const nEvaluated = study.trials.filter(isEvaluated).length
    return Math.max(0, Math.min(this.#given.nTrials ?? 10, this.#space.size) - nEvaluated)
  }

  #warnOfSmallSpace(): void {
    const { nTrials = 0 } = this.#given
    const { size } = this.#space
    if (nTrials === Infinity || nTrials <= size) return
    warn(`nTrials: ${nTrials} candidates are asked for, there are ${size}; all of them are tried`)
  }
}

/** What candidates are judged by, as far as it has a name. */
function metricText<X extends Data, Y>({ options: { scoring }, metrics, refitMetric }: SearchSession<X, Y>): string {
  if (typeof scoring === "string") return scoring
  return typeof scoring === "object" ? `${refitMetric ?? metrics[0]} of ${metrics.join(", ")}` : "score"
}

/** Whether the trial was evaluated to its end, however that was. */
function isEvaluated({ state, userAttrs }: FrozenTrial): boolean {
  return state !== "running" && state !== "waiting" && FOLDS in userAttrs
}
