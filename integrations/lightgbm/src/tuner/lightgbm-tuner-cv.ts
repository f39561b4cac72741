import type { RoundCallback, TuningResult } from "@parzen/boosting"
import { keptFolds } from "@parzen/boosting"
import type { Trial } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import type { Booster } from "../booster/booster.ts"
import type { LightGBMParams, MetricFunction } from "../params/params.ts"
import { cv } from "../training/cv.ts"
import type { FoldOptions } from "../training/folds-of.ts"
import type { BaseTunerOptions } from "./base-tuner.ts"
import { BaseTuner } from "./base-tuner.ts"

/** Options of {@link LightGBMTunerCV}. */
export interface LightGBMTunerCVOptions extends BaseTunerOptions, FoldOptions {
  readonly feval?: MetricFunction | readonly MetricFunction[] | undefined
  readonly earlyStoppingRounds?: number | undefined
  readonly callbacks?: readonly RoundCallback<readonly Booster[]>[] | undefined
}

/** Tunes by cross-validation, step by step: see {@link BaseTuner}. The mean over the folds in the last, or best, round counts. */
export class LightGBMTunerCV extends BaseTuner {
  readonly #options: LightGBMTunerCVOptions

  constructor(options: LightGBMTunerCVOptions) {
    super(options)
    this.#options = { ...options, folds: keptFolds(options.folds) }
  }

  protected async evaluate(params: LightGBMParams, trial: Trial): Promise<TuningResult> {
    const { numBoostRound = 1000, folds, nfold, stratified, shuffle, seed, ...others } = this.#options
    const { feval, earlyStoppingRounds, callbacks } = others
    const results = await cv({
      params,
      trainSet: this.trainSet,
      numBoostRound,
      folds,
      nfold,
      stratified,
      shuffle,
      seed,
      feval,
      earlyStoppingRounds,
      callbacks,
      signal: trial.signal,
    })
    const means = results[`valid ${this.metric.metric}-mean`]
    const value = means?.at(-1)
    if (means !== undefined && value !== undefined) return { value, nRounds: means.length }
    const names = Object.keys(results).map((name) => `'${name}'`)
    throw new ParzenError("METRIC_MISSING", `there is no 'valid ${this.metric.metric}-mean', only ${names.join(", ")}`)
  }
}
