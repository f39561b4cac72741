import type { StepResult, TunedParams, TuningResult, TuningRunOptions } from "@parzen/boosting"
import { checkDirection, StepwiseTuner } from "@parzen/boosting"
import type { Study, Trial } from "@parzen/core"
import { createStudy } from "@parzen/core"
import type { Dataset } from "../data/dataset.ts"
import type { LightGBMParams } from "../params/params.ts"
import { resolveParams } from "../params/resolve-params.ts"
import type { TunedMetric } from "./tuned-metric.ts"
import { tunedMetric } from "./tuned-metric.ts"
import { DEFAULTS, TUNING_STEPS } from "./tuning-steps.ts"

/** What both tuners take. */
export interface BaseTunerOptions {
  /** What stays as it is, and what the tuned parameters start from. */
  readonly params: LightGBMParams
  readonly trainSet: Dataset
  /** How many rounds each training has at most; 1000 by default. */
  readonly numBoostRound?: number | undefined
  /** The study that the trials belong to; by default a new one in memory. Over one that has trials of a tuner, it goes on. */
  readonly study?: Study | undefined
  /** Of the samplers. The same seed tries the same parameters, if training repeats itself (`deterministic`). */
  readonly samplerSeed?: number | undefined
  /** Tunes on the last rows of the training data, so many. */
  readonly sampleSize?: number | undefined
}

/**
 * Tunes seven parameters in six steps, as Optuna's LightGBMTuner does (optuna-integration 5.0.0): feature_fraction, num_leaves,
 * bagging_fraction and bagging_freq, feature_fraction around the best, lambda_l1 and lambda_l2, min_child_samples.
 */
export abstract class BaseTuner {
  readonly #options: BaseTunerOptions
  readonly #params: TunedParams
  readonly #objective: LightGBMParams
  readonly #sample: Dataset | undefined
  readonly #metric: TunedMetric
  #study: Study | undefined
  #tuner: StepwiseTuner | undefined

  /** @throws INVALID_ARGUMENT; DIRECTION_MISMATCH for a study that goes another way than the metric */
  constructor(options: BaseTunerOptions) {
    const { params, trainSet, study, sampleSize } = options
    const { min_data_in_leaf: least, ...resolved } = resolveParams(params)
    this.#metric = tunedMetric(resolved)
    this.#options = options
    this.#params = {
      ...DEFAULTS,
      verbosity: -1,
      ...resolved,
      ...(least !== undefined && { min_child_samples: least }),
      // Else binning would leave out columns by the min_child_samples of the first trial.
      feature_pre_filter: false,
    }
    this.#objective = Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value === "function"))
    if (study !== undefined) this.#useStudy(study)
    const isSample = sampleSize !== undefined && sampleSize < trainSet.numData
    this.#sample = isSample
      ? trainSet.subset(Array.from({ length: sampleSize }, (_, i) => trainSet.numData - sampleSize + i))
      : undefined
  }

  /** The study; without one of yours there is none before `run`. */
  get study(): Study | undefined {
    return this.#study
  }

  /** All parameters of the best trial, for `train`; before any those it begins with. */
  get bestParams(): LightGBMParams {
    return { ...(this.#tuner?.bestParams ?? this.#params), ...this.#objective } as LightGBMParams
  }

  /** What the metric is at best; `undefined` before a trial is complete. */
  get bestScore(): number | undefined {
    return this.#tuner?.bestValue
  }

  /** The number of the best trial. */
  protected get bestNumber(): number | undefined {
    return this.#tuner?.bestTrial?.number
  }

  /** The metric that is tuned, as evaluations name it. */
  protected get metric(): TunedMetric {
    return this.#metric
  }

  /** What is trained on. */
  protected get trainSet(): Dataset {
    return this.#sample ?? this.#options.trainSet
  }

  /**
   * Runs what is left of the steps; what each brought. @throws what training and `study.optimize` throw; the signal's reason
   */
  async run(options: TuningRunOptions = {}): Promise<readonly StepResult[]> {
    if (this.#study === undefined) this.#useStudy(await createStudy({ direction: this.#metric.direction }))
    await this.#options.trainSet.construct(this.#params as LightGBMParams)
    return (this.#tuner as StepwiseTuner).run(options)
  }

  /** Trains with these parameters. */
  protected abstract evaluate(params: LightGBMParams, trial: Trial): Promise<TuningResult>

  #useStudy(study: Study): void {
    const { metric, direction } = this.#metric
    checkDirection(`'${metric}'`, direction, study.direction)
    this.#study = study
    this.#tuner = new StepwiseTuner({
      study,
      steps: TUNING_STEPS,
      params: this.#params,
      prefix: "lightgbm_tuner",
      paramsName: "lgbm_params",
      seed: this.#options.samplerSeed,
      evaluate: (params, trial) => this.evaluate({ ...(params as LightGBMParams), ...this.#objective }, trial),
    })
  }
}
