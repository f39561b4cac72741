import type { FrozenTrial, Json, Study, StudyCallback, Trial } from "@parzen/core"
import { StepSampler } from "./step-sampler.ts"
import type { TunedParams, TuningStep } from "./tuning-step.ts"

/** What a training with some parameters came to. */
export interface TuningResult {
  readonly value: number
  /** How many rounds were trained. */
  readonly nRounds: number
}

/** What {@link StepwiseTuner} works with. */
export interface StepwiseTunerOptions {
  /** Of one objective; its sampler is set for each step, and put back. */
  readonly study: Study
  readonly steps: readonly TuningStep[]
  /** The parameters that the first trial starts from; the tuned ones among them. */
  readonly params: TunedParams
  /** Before the names of what is kept with trials: `lightgbm_tuner`. */
  readonly prefix: string
  /** The name, after the prefix, under which a trial keeps all its parameters: `lgbm_params`. */
  readonly paramsName: string
  /** Of the samplers of all steps. */
  readonly seed?: number | undefined
  /** Trains with these parameters. */
  readonly evaluate: (params: TunedParams, trial: Trial) => Promise<TuningResult>
}

/** How a run of a {@link StepwiseTuner} goes. */
export interface TuningRunOptions {
  /** No trial starts later than this many ms after the first. */
  readonly timeoutMs?: number | undefined
  /** Called after each trial. */
  readonly studyCallbacks?: readonly StudyCallback[] | undefined
  /** Called after each step. */
  readonly onStepEnd?: ((step: StepResult) => void | Promise<void>) | undefined
  readonly signal?: AbortSignal | undefined
}

/** What one step brought. */
export interface StepResult {
  readonly name: string
  /** How many trials of this step have ended, those of earlier runs included. */
  readonly nTrials: number
  /** The best value before the step; `undefined` before the first. */
  readonly before: number | undefined
  /** The best value after it; `undefined` while no trial is complete. */
  readonly after: number | undefined
  /** The best parameters after it. */
  readonly bestParams: TunedParams
}

/**
 * Tunes step by step: each searches a few parameters and leaves the others at the best found so far. All steps are trials of one
 * study, and each trial keeps its step and all its parameters as Optuna's LightGBMTuner does (optuna-integration 5.0.0): run again
 * over the same study, in whatever process, it goes on where it was left.
 */
export class StepwiseTuner {
  readonly #options: StepwiseTunerOptions

  constructor(options: StepwiseTunerOptions) {
    this.#options = options
  }

  /** All parameters of the best trial; before any those that the first one starts from. */
  get bestParams(): TunedParams {
    return this.#paramsOf(this.#best(this.#options.study.trials))
  }

  /** The best trial of any step. */
  get bestTrial(): FrozenTrial | undefined {
    return this.#best(this.#options.study.trials)
  }

  /** The best value so far. */
  get bestValue(): number | undefined {
    return this.#best(this.#options.study.trials)?.value
  }

  /** Runs the trials that each step still lacks. @throws what `study.optimize` does */
  async run(options: TuningRunOptions = {}): Promise<readonly StepResult[]> {
    const { timeoutMs, onStepEnd } = options
    const deadline = timeoutMs === undefined ? Infinity : performance.now() + timeoutMs
    const results: StepResult[] = []
    for (const step of this.#options.steps) {
      const before = this.bestValue
      await this.#runStep(step, options, deadline)
      const result = {
        name: step.name,
        nTrials: this.#triedIn(step).length,
        before,
        after: this.bestValue,
        bestParams: this.bestParams,
      }
      results.push(result)
      await onStepEnd?.(result)
    }
    return results
  }

  async #runStep(step: TuningStep, options: TuningRunOptions, deadline: number): Promise<void> {
    const { study, seed, paramsName, evaluate } = this.#options
    const { studyCallbacks: callbacks = [], signal } = options
    await study.sync()
    const best = this.#paramsOf(this.#best(this.#trialsBefore(step)))
    const { nTrials, sampler } = step.plan({ best, tried: this.#triedIn(step), seed })
    if (nTrials <= 0 || deadline <= performance.now()) return
    const attrs = new Map<number, Record<string, Json>>()
    const objective = async (trial: Trial): Promise<number> => {
      const params = { ...best, ...step.suggest(trial, best) }
      const kept = { [this.#key("step_name")]: step.name, [this.#key(paramsName)]: JSON.stringify(params) }
      attrs.set(trial.number, kept)
      const begin = performance.now()
      const { value, nRounds } = await evaluate(params, trial)
      const seconds = (performance.now() - begin) / 1000
      attrs.set(trial.number, {
        ...kept,
        [this.#key("elapsed_secs")]: seconds,
        [this.#key("average_iteration_time")]: seconds / Math.max(1, nRounds),
      })
      return value
    }
    const timeoutMs = deadline === Infinity ? undefined : Math.max(0, deadline - performance.now())
    const own = study.sampler
    study.sampler = new StepSampler(sampler, (number) => attrs.get(number) ?? {})
    try {
      await study.optimize(objective, { nTrials, timeoutMs, callbacks, signal })
    } finally {
      study.sampler = own
    }
  }

  #triedIn({ name }: TuningStep): readonly FrozenTrial[] {
    return this.#options.study.trials.filter(
      (trial) => (trial.state === "complete" || trial.state === "pruned") && this.#stepOf(trial) === name,
    )
  }

  /** The trials of earlier steps: a step that is gone on with starts from what it started from. */
  #trialsBefore(step: TuningStep): readonly FrozenTrial[] {
    const { steps, study } = this.#options
    const earlier = steps.slice(0, steps.indexOf(step)).map(({ name }) => name)
    return study.trials.filter((trial) => earlier.includes(this.#stepOf(trial) ?? ""))
  }

  #stepOf({ systemAttrs }: FrozenTrial): string | undefined {
    const name = systemAttrs[this.#key("step_name")]
    return typeof name === "string" ? name : undefined
  }

  /** Of equal ones the first, as everywhere. */
  #best(trials: readonly FrozenTrial[]): (FrozenTrial & { readonly value: number }) | undefined {
    const sign = this.#options.study.direction === "maximize" ? -1 : 1
    let best: (FrozenTrial & { readonly value: number }) | undefined
    for (const trial of trials) {
      const { state, value } = trial
      if (state !== "complete" || value === undefined || value === null || this.#stepOf(trial) === undefined) continue
      if (best === undefined || sign * value < sign * best.value)
        best = trial as FrozenTrial & { readonly value: number }
    }
    return best
  }

  #paramsOf(trial: FrozenTrial | undefined): TunedParams {
    const { params, paramsName } = this.#options
    const kept = trial?.systemAttrs[this.#key(paramsName)]
    return typeof kept === "string" ? { ...params, ...(JSON.parse(kept) as TunedParams) } : params
  }

  #key(name: string): string {
    return `${this.#options.prefix}:${name}`
  }
}
