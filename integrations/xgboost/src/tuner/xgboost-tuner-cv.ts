import type { RoundCallback, TuningResult } from "@parzen/boosting"
import { keptFolds } from "@parzen/boosting"
import type { Trial } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import type { Booster } from "../booster/booster.ts"
import type { XGBoostParams } from "../booster/params.ts"
import { cv } from "../training/cv.ts"
import type { FoldOptions } from "../training/folds.ts"
import type { BaseTunerOptions } from "./base-tuner.ts"
import { BaseTuner } from "./base-tuner.ts"

/** Options of {@link XGBoostTunerCV}. */
export interface XGBoostTunerCVOptions extends BaseTunerOptions, FoldOptions {
  readonly callbacks?: readonly RoundCallback<readonly Booster[]>[] | undefined
}

/**
 * Tunes XGBoost by cross-validation, step by step, 68 trials at most: see {@link BaseTuner}. The mean over the folds in the last
 * round counts, with `earlyStoppingRounds` in the best.
 */
export class XGBoostTunerCV extends BaseTuner {
  readonly #options: XGBoostTunerCVOptions

  /** @throws INVALID_ARGUMENT, DIRECTION_MISMATCH */
  constructor(options: XGBoostTunerCVOptions) {
    super(options)
    this.#options = { ...options, folds: keptFolds(options.folds) }
  }

  protected async evaluate(params: XGBoostParams, trial: Trial): Promise<TuningResult> {
    const { study: _study, samplerSeed: _seed, numBoostRound = 1000, ...options } = this.#options
    const result = await cv({ ...options, params, numBoostRound, signal: trial.signal })
    const means = Object.entries(result).findLast(([name]) => /^test-.*-mean$/.test(name))?.[1]
    const value = means?.at(-1)
    if (means !== undefined && value !== undefined) return { value, nRounds: means.length }
    throw new ParzenError("METRIC_MISSING", "no metric is evaluated: there is nothing to tune by")
  }
}
