import type { TrialLike } from "@parzen/core"
import { TrialPruned, warn } from "@parzen/core"
import { mean } from "../mean.ts"

/**
 * Lets the folds of one candidate train side by side: a fold that has ended a step waits until all that still train have, then
 * the mean of the folds' scores is reported to the trial, once for each step, and its pruner asked. A fold that has ended its
 * training stands with its last score.
 */
export class FoldsInStep {
  readonly #trial: TrialLike
  readonly #scores: number[]
  readonly #training: Set<number>
  #waiting = new Map<number, { resolve(): void; reject(error: unknown): void }>()
  #step = 0
  #nReported = 0
  #failure: { readonly reason: unknown } | undefined

  constructor(trial: TrialLike, nFolds: number) {
    this.#trial = trial
    this.#scores = new Array<number>(nFolds).fill(NaN)
    this.#training = new Set(this.#scores.keys())
  }

  /** `fold` has ended its `step`, from 0, with `score`. Settles when all have. @throws `TrialPruned` */
  ended(fold: number, step: number, score: number): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure.reason)
    this.#scores[fold] = score
    this.#step = step
    return new Promise((resolve, reject) => {
      this.#waiting.set(fold, { resolve, reject })
      void this.#reportIfAll()
    })
  }

  /** `fold` trains no more; what it scored in the end, or NaN if it failed. */
  finished(fold: number, score: number): void {
    this.#scores[fold] = score
    this.#training.delete(fold)
    if (this.#training.size > 0) void this.#reportIfAll()
    else if (this.#nReported === 0)
      warn(
        "report: 'step' reports nothing, as this estimator's fit does not call options.onStep; report 'mean' instead",
      )
  }

  /** Ends the training of all folds with what ended that of one. */
  abandon(reason: unknown): void {
    this.#failure ??= { reason }
    for (const { reject } of this.#waiting.values()) reject(reason)
    this.#waiting = new Map()
  }

  async #reportIfAll(): Promise<void> {
    if (this.#waiting.size < this.#training.size || this.#waiting.size === 0) return
    const waiting = [...this.#waiting.values()]
    this.#waiting = new Map()
    try {
      this.#nReported++
      this.#trial.report(mean(this.#scores), this.#step)
      if (await this.#trial.shouldPrune()) throw new TrialPruned(`pruned after step ${this.#step}`)
      for (const { resolve } of waiting) resolve()
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }
}
