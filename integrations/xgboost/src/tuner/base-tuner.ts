import type { StepResult, TunedParams, TuningResult, TuningRunOptions } from "@parzen/boosting"
import { checkDirection, StepwiseTuner } from "@parzen/boosting"
import type { Direction, Study, Trial } from "@parzen/core"
import { createStudy } from "@parzen/core"
import type { XGBoostParams } from "../booster/params.ts"
import { paramPairs } from "../booster/params.ts"
import type { TrainingOptions } from "../training/train.ts"
import { tunedDirection } from "./tuned-direction.ts"
import { ALIASES, DEFAULTS, TUNING_STEPS } from "./tuning-steps.ts"

/** What both tuners take; `params` is what stays as it is, and what the tuned parameters start from. */
export interface BaseTunerOptions extends Omit<TrainingOptions, "signal"> {
  /** How many rounds each training has at most; 1000 by default. */
  readonly numBoostRound?: number | undefined
  /** The study that the trials belong to; by default a new one in memory. Over one that has trials of a tuner, it goes on. */
  readonly study?: Study | undefined
  /** Of the samplers. The same seed tries the same parameters. */
  readonly samplerSeed?: number | undefined
}

/**
 * Tunes eight parameters in six steps, each around the best of the steps before: colsample_bytree; max_depth and gamma; subsample and
 * colsample_bylevel; colsample_bytree around the best; reg_alpha and reg_lambda; min_child_weight. What LightGBMTuner of Optuna
 * (optuna-integration 5.0.0) does for LightGBM, by the like parameters of XGBoost.
 */
export abstract class BaseTuner {
  readonly #params: TunedParams
  readonly #seed: number | undefined
  readonly #direction: Direction
  #study: Study | undefined
  #tuner: StepwiseTuner | undefined

  /** @throws INVALID_ARGUMENT; DIRECTION_MISMATCH for a study that goes another way than the metric */
  constructor(options: BaseTunerOptions) {
    const { params, study, samplerSeed } = options
    paramPairs(params)
    const own = Object.entries(params).map(([name, value]) => [ALIASES[name] ?? name, value] as const)
    this.#params = { ...DEFAULTS, ...Object.fromEntries(own) }
    this.#seed = samplerSeed
    this.#direction = tunedDirection(options)
    if (study !== undefined) this.#useStudy(study)
  }

  /** The study; without one of yours there is none before `run`. */
  get study(): Study | undefined {
    return this.#study
  }

  /** All parameters of the best trial, for `train`; before any those it begins with. */
  get bestParams(): XGBoostParams {
    return (this.#tuner?.bestParams ?? this.#params) as XGBoostParams
  }

  /** What the metric is at best; `undefined` before a trial is complete. */
  get bestScore(): number | undefined {
    return this.#tuner?.bestValue
  }

  /** The number of the best trial. */
  protected get bestNumber(): number | undefined {
    return this.#tuner?.bestTrial?.number
  }

  /** Whether `value` is better than any so far. */
  protected isBest(value: number): boolean {
    const { bestScore } = this
    if (bestScore === undefined) return true
    return this.#direction === "maximize" ? value > bestScore : value < bestScore
  }

  /** Runs what is left of the steps; what each brought. @throws what training and `study.optimize` throw; the signal's reason */
  async run(options: TuningRunOptions = {}): Promise<readonly StepResult[]> {
    if (this.#study === undefined) this.#useStudy(await createStudy({ direction: this.#direction }))
    return (this.#tuner as StepwiseTuner).run(options)
  }

  /** Trains with these parameters. */
  protected abstract evaluate(params: XGBoostParams, trial: Trial): Promise<TuningResult>

  #useStudy(study: Study): void {
    checkDirection("the metric", this.#direction, study.direction)
    this.#study = study
    this.#tuner = new StepwiseTuner({
      study,
      steps: TUNING_STEPS,
      params: this.#params,
      prefix: "xgboost_tuner",
      paramsName: "xgb_params",
      seed: this.#seed,
      evaluate: (params, trial) => this.evaluate(params as XGBoostParams, trial),
    })
  }
}
