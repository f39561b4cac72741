import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import type { RoundCallback, TuningResult } from "@parzen/boosting"
import type { Trial } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import { Booster } from "../booster/booster.ts"
import type { EvalSet } from "../booster/evaluate-steps.ts"
import { checkEvals } from "../booster/evaluate-steps.ts"
import type { XGBoostParams } from "../booster/params.ts"
import type { TrainResult } from "../training/train.ts"
import { train } from "../training/train.ts"
import type { BaseTunerOptions } from "./base-tuner.ts"
import { BaseTuner } from "./base-tuner.ts"

/** Options of {@link XGBoostTuner}. */
export interface XGBoostTunerOptions extends BaseTunerOptions {
  /** The last metric on the last of these is tuned. */
  readonly evals: readonly EvalSet[]
  readonly callbacks?: readonly RoundCallback<Booster>[] | undefined
  /** A folder for the model of each trial, `<number>.ubj`: to have the best one after a run was interrupted. */
  readonly modelDir?: string | undefined
}

/**
 * Tunes XGBoost on validation data, step by step, 68 trials at most: see {@link BaseTuner}. With `earlyStoppingRounds` the best
 * round of a trial counts, else the last.
 */
export class XGBoostTuner extends BaseTuner {
  readonly #options: XGBoostTunerOptions
  #best: { readonly number: number; readonly booster: Booster } | undefined

  /** @throws INVALID_ARGUMENT, without validation data too; DIRECTION_MISMATCH */
  constructor(options: XGBoostTunerOptions) {
    super(options)
    checkEvals(options.evals)
    if (options.evals.length === 0)
      throw new ParzenError("INVALID_ARGUMENT", "evals: a tuner needs data to evaluate with, got none")
    this.#options = options
  }

  /** The model of the best trial. @throws MODEL_NOT_FOUND if it was trained elsewhere, and there is no file of it in `modelDir` */
  async getBestBooster(): Promise<Booster> {
    const number = this.bestNumber
    if (this.#best !== undefined && this.#best.number === number) return this.#best.booster
    const { modelDir } = this.#options
    if (number === undefined) throw new ParzenError("MODEL_NOT_FOUND", "no trial is complete")
    if (modelDir === undefined) {
      const message = `trial ${number} is the best, and was not trained in this run: give modelDir, or train with bestParams`
      throw new ParzenError("MODEL_NOT_FOUND", message)
    }
    return Booster.load(join(modelDir, `${number}.ubj`))
  }

  /** Frees the best model. */
  dispose(): void {
    this.#best?.booster.dispose()
    this.#best = undefined
  }

  /** As {@link dispose}, at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.dispose()
  }

  protected async evaluate(params: XGBoostParams, trial: Trial): Promise<TuningResult> {
    const { study: _study, samplerSeed: _seed, modelDir, numBoostRound = 1000, ...options } = this.#options
    const result = await train({ ...options, params, numBoostRound, signal: trial.signal })
    const { booster } = result
    let isKept = false
    try {
      const value = this.#valueOf(result)
      const nRounds = booster.numBoostedRounds
      if (modelDir !== undefined) {
        await mkdir(modelDir, { recursive: true })
        await booster.saveModel(join(modelDir, `${trial.number}.ubj`))
      }
      if (this.isBest(value)) {
        this.dispose()
        this.#best = { number: trial.number, booster }
        isKept = true
      }
      return { value, nRounds }
    } finally {
      if (!isKept) booster.dispose()
    }
  }

  #valueOf({ booster, history }: TrainResult): number {
    const name = this.#options.evals.at(-1)?.[1] as string
    const value =
      booster.bestScore ??
      Object.values(history[name] ?? {})
        .at(-1)
        ?.at(-1)
    if (value !== undefined) return value
    throw new ParzenError("METRIC_MISSING", `'${name}' has no metric, nothing is evaluated`)
  }
}
