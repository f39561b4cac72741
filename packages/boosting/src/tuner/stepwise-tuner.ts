import type { Direction, FrozenTrial, OptimizeOptions, Study, StudyCallback, Trial } from "@parzen/core"
import { describe, isParzenError, ParzenError, viewOf } from "@parzen/core"
import { StepSampler } from "./step-sampler.ts"
import type { StepPlan, TuningStep } from "./tuning-step.ts"

/** Parameters of a boosting library, as JSON keeps them. */
export type TunedParams = Readonly<Record<string, unknown>>

/** What a trial came to. */
export interface TunedTrial<Model> {
  readonly value: number
  /** Makes what is kept of the model if this trial is the best so far. */
  readonly keep?: (() => Model) | undefined
}

/** What a {@link StepwiseTuner} is made of. */
export interface StepwiseTunerOptions<Model> {
  readonly study: Study
  /** The direction of the metric, which must be the study's. */
  readonly direction: Direction
  /** What the names of the attributes begin with, of the study and its trials: `"lightgbm_tuner"`. */
  readonly prefix: string
  /** The name, after the prefix, of the attribute that keeps a trial's parameters in JSON: `"lgbm_params"`. */
  readonly paramsKey: string
  readonly steps: readonly TuningStep[]
  /** What is not searched, and where the search begins. */
  readonly params: TunedParams
  /** Trains a model by `params`; may throw `TrialPruned`. */
  readonly evaluate: (params: TunedParams, trial: Trial) => Promise<TunedTrial<Model>>
}

/** Options of {@link StepwiseTuner.run}. */
export interface TunerRunOptions extends Pick<OptimizeOptions, "signal" | "showProgressBar" | "catch"> {
  /** No trial starts later than this many ms after the first of this run. By default all are run. */
  readonly timeBudgetMs?: number | undefined
  /** Called after each trial. */
  readonly callbacks?: readonly StudyCallback[] | undefined
}

/**
 * Searches the parameters of a boosting library a few at a time, in steps, each around the best parameters so far: what Optuna's
 * LightGBMTuner does (optuna-integration 5.0.0). All trials are of one study, which keeps for each its step and its parameters. So
 * a tuner that is run on a study with trials of an earlier run goes on where that ended, in the middle of a step too.
 */
export class StepwiseTuner<Model = unknown> {
  readonly study: Study
  readonly #options: StepwiseTunerOptions<Model>
  readonly #stepKey: string
  readonly #paramsKey: string
  #best: { readonly trial: number; readonly model: Model } | undefined

  /** @throws DIRECTION_MISMATCH, SINGLE_OBJECTIVE_ONLY */
  constructor(options: StepwiseTunerOptions<Model>) {
    const { study, direction, prefix, paramsKey } = options
    if (study.direction !== direction)
      throw new ParzenError(
        "DIRECTION_MISMATCH",
        `the metric is better when it is ${direction === "maximize" ? "greater" : "less"}, and the study is to ${study.direction}`,
      )
    this.study = study
    this.#options = options
    this.#stepKey = `${prefix}:step_name`
    this.#paramsKey = `${prefix}:${paramsKey}`
  }

  /** The best parameters so far, those that are not searched too; at first what the search begins with. */
  get bestParams(): TunedParams {
    const best = this.#bestTrial()
    if (best === undefined) return { ...this.#options.params }
    const known = best.systemAttrs[this.#paramsKey]
    const found = typeof known === "string" ? (JSON.parse(known) as TunedParams) : best.params
    return { ...this.#options.params, ...found }
  }

  /** The best value so far; before any the worst that there is. */
  get bestScore(): number {
    return (
      (this.#bestTrial()?.value as number | undefined) ?? (this.study.direction === "maximize" ? -Infinity : Infinity)
    )
  }

  /** What was kept of the best trial, if it was run by this tuner and kept anything. */
  get bestModel(): Model | undefined {
    return this.#best !== undefined && this.#best.trial === this.#bestTrial()?.number ? this.#best.model : undefined
  }

  /** Runs what is left of each step. @throws what `study.optimize` throws */
  async run({ timeBudgetMs = Infinity, callbacks = [], ...options }: TunerRunOptions = {}): Promise<void> {
    if (typeof timeBudgetMs !== "number" || !(timeBudgetMs >= 0))
      throw new ParzenError("INVALID_ARGUMENT", `timeBudgetMs: takes a number from 0, got ${describe(timeBudgetMs)}`)
    const end = performance.now() + timeBudgetMs
    for (const step of this.#options.steps) {
      const left = end - performance.now()
      if (left <= 0) return
      await this.#runStep(step, { ...options, callbacks, ...(left === Infinity ? {} : { timeoutMs: left }) })
    }
  }

  async #runStep(step: TuningStep, options: OptimizeOptions): Promise<void> {
    await this.study.sync()
    const base = this.#baseOf(step)
    const { space, sampler, nTrials, toParams = (values) => values }: StepPlan = step.plan(base)
    const isOver = ({ state, systemAttrs }: FrozenTrial): boolean =>
      (state === "complete" || state === "pruned") && systemAttrs[this.#stepKey] === step.name
    const left = nTrials - this.study.trials.filter(isOver).length
    if (left <= 0) return
    const before = this.study.sampler
    this.study.sampler = new StepSampler(sampler, this.#stepKey, step.name)
    try {
      const objective = (trial: Trial): Promise<number> =>
        this.#evaluate(trial, { ...base, ...toParams(trial.suggest(space)) })
      await this.study.optimize(objective, { ...options, nTrials: left })
    } finally {
      this.study.sampler = before
    }
  }

  async #evaluate(trial: Trial, params: TunedParams): Promise<number> {
    viewOf(trial).setSystemAttr(this.#paramsKey, JSON.stringify(params))
    const { value, keep } = await this.#options.evaluate(params, trial)
    const isBest = this.study.direction === "maximize" ? value > this.bestScore : value < this.bestScore
    if (isBest && keep !== undefined) this.#best = { trial: trial.number, model: keep() }
    return value
  }

  /** What a step begins with: kept with the study, so that one that is gone on with searches where it began to. */
  #baseOf({ name }: TuningStep): TunedParams {
    const key = `${this.#options.prefix}:step:${name}`
    const view = viewOf(this.study)
    const known = view.systemAttrs[key]
    if (typeof known === "string") return { ...this.#options.params, ...(JSON.parse(known) as TunedParams) }
    const base = this.bestParams
    view.setSystemAttr(key, JSON.stringify(base))
    return base
  }

  #bestTrial(): FrozenTrial | undefined {
    try {
      return this.study.bestTrial
    } catch (error) {
      if (isParzenError(error) && error.code === "NO_COMPLETE_TRIAL") return undefined
      throw error
    }
  }
}
