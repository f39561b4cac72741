import { join } from "node:path"
import { mkdir } from "node:fs/promises"
import type { RoundCallback, TuningResult } from "@parzen/boosting"
import type { Trial } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import { Booster } from "../booster/booster.ts"
import type { Dataset } from "../data/dataset.ts"
import type { LightGBMParams, MetricFunction } from "../params/params.ts"
import { train } from "../training/train.ts"
import type { BaseTunerOptions } from "./base-tuner.ts"
import { BaseTuner } from "./base-tuner.ts"

/** Options of {@link LightGBMTuner}. */
export interface LightGBMTunerOptions extends BaseTunerOptions {
  /** The last of these is tuned on. */
  readonly validSets: readonly Dataset[]
  readonly validNames?: readonly string[] | undefined
  readonly feval?: MetricFunction | readonly MetricFunction[] | undefined
  readonly earlyStoppingRounds?: number | undefined
  readonly callbacks?: readonly RoundCallback<Booster>[] | undefined
  /** A folder for the model of each trial, `<number>.txt`: to have the best one after a run was interrupted. */
  readonly modelDir?: string | undefined
}

/** Tunes on validation data, step by step: see {@link BaseTuner}. */
export class LightGBMTuner extends BaseTuner {
  readonly #options: LightGBMTunerOptions
  #best: { readonly number: number; readonly value: number; readonly booster: Booster } | undefined

  /** @throws as `BaseTuner`; INVALID_ARGUMENT without validation data */
  constructor(options: LightGBMTunerOptions) {
    super(options)
    if (!Array.isArray(options.validSets) || options.validSets.length === 0)
      throw new ParzenError("INVALID_ARGUMENT", "validSets: a tuner needs data to evaluate with, got none")
    this.#options = options
  }

  /** The model of the best trial. @throws MODEL_NOT_FOUND if it was trained elsewhere, and there is no file of it in `modelDir` */
  async getBestBooster(): Promise<Booster> {
    const number = this.bestNumber
    if (this.#best !== undefined && this.#best.number === number) return this.#best.booster
    const { modelDir } = this.#options
    if (number === undefined || modelDir === undefined)
      throw new ParzenError(
        "MODEL_NOT_FOUND",
        number === undefined
          ? "no trial is complete"
          : `trial ${number} is the best, and was not trained in this run: give modelDir, or train with bestParams`,
      )
    return Booster.load(join(modelDir, `${number}.txt`))
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

  protected async evaluate(params: LightGBMParams, trial: Trial): Promise<TuningResult> {
    const {
      numBoostRound = 1000,
      validSets,
      validNames,
      feval,
      earlyStoppingRounds,
      callbacks,
      modelDir,
    } = this.#options
    const { trainSet } = this
    const common = { params, trainSet, numBoostRound, validSets, validNames, feval, earlyStoppingRounds, callbacks }
    const { booster } = await train({ ...common, signal: trial.signal })
    let isKept = false
    try {
      const value = this.#valueOf(booster)
      const nRounds = booster.currentIteration
      if (modelDir !== undefined) {
        await mkdir(modelDir, { recursive: true })
        await booster.saveModel(join(modelDir, `${trial.number}.txt`))
      }
      isKept = this.#keep(trial.number, value, booster)
      return { value, nRounds }
    } finally {
      if (!isKept) booster.dispose()
    }
  }

  #keep(number: number, value: number, booster: Booster): boolean {
    const sign = this.metric.direction === "maximize" ? 1 : -1
    const best = this.bestScore
    if (best !== undefined && !(sign * value > sign * best)) return false
    this.dispose()
    this.#best = { number, value, booster }
    return true
  }

  #valueOf({ bestScore }: Booster): number {
    const { validSets, validNames = [] } = this.#options
    const last = validSets.length - 1
    const name = validNames[last] ?? (validSets[last] === this.#options.trainSet ? "training" : `valid_${last}`)
    const value = bestScore[name]?.[this.metric.metric]
    if (value !== undefined) return value
    const names = Object.keys(bestScore[name] ?? {}).map((metric) => `'${metric}'`)
    throw new ParzenError(
      "METRIC_MISSING",
      `'${name}' has no '${this.metric.metric}', ${names.length === 0 ? "nothing is evaluated" : `only ${names.join(", ")}`}`,
    )
  }
}
