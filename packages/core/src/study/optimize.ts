import { isTrialPruned, ParzenError } from "../errors.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { breathe } from "./breathe.ts"
import { Interruption } from "./interruption.ts"
import { logEnd } from "./log-lines.ts"
import { checkOptimizeOptions } from "./optimize-options.ts"
import type { OptimizeOptions } from "./optimize-options.ts"
import type { ObjectiveValue, Outcome } from "./outcome.ts"
import { outcomeOf, prunedOutcome } from "./outcome.ts"
import type { ProgressBar } from "./progress-bar.ts"
import type { Study } from "./study.ts"
import type { Trial } from "./trial.ts"

/** What is optimized: it runs one trial and answers its value, or one value for each objective. */
export type Objective = (trial: Trial) => ObjectiveValue | Promise<ObjectiveValue>

/** What the loop needs of its study beyond the public. */
export interface LoopHost {
  stopped(): boolean
  finish(trial: Trial, outcome: Outcome, cause: unknown): Promise<FrozenTrial>
  /** The best trial so far, if there is one and one objective. */
  best(): FrozenTrial | undefined
  readonly hasLeases: boolean
}

interface Ending {
  readonly outcome: Outcome
  /** Why it failed or was pruned. */
  readonly cause?: unknown
  /** Whether the cause ends the loop: an error of the objective that nobody catches. */
  readonly fatal?: boolean
}

/** Runs `concurrency` lanes of trials, one after the other in each, until something ends the loop. */
export async function runOptimize(study: Study, objective: Objective, options: OptimizeOptions, host: LoopHost): Promise<void> {
  checkOptimizeOptions(objective, options)
  const { signal, nTrials = Infinity, concurrency = 1 } = options
  signal?.throwIfAborted()
  const bar = options.showProgressBar === true ? await openProgressBar(options) : undefined
  const loop = new Loop(study, objective, options, host, bar)
  try {
    const lanes = Math.min(concurrency, nTrials)
    await Promise.all(Array.from({ length: lanes }, () => loop.lane()))
  } finally {
    bar?.close()
  }
  signal?.throwIfAborted()
  if (loop.failure !== undefined) throw loop.failure.error
}

class Loop {
  /** The first error that ended the loop. */
  failure: { readonly error: unknown } | undefined
  readonly #study: Study
  readonly #objective: Objective
  readonly #options: OptimizeOptions
  readonly #host: LoopHost
  readonly #bar: ProgressBar | undefined
  readonly #begin = performance.now()
  #started = 0

  constructor(study: Study, objective: Objective, options: OptimizeOptions, host: LoopHost, bar: ProgressBar | undefined) {
    this.#study = study
    this.#objective = objective
    this.#options = options
    this.#host = host
    this.#bar = bar
  }

  async lane(): Promise<void> {
    try {
      while (this.#goesOn()) {
        this.#started++
        await this.#runTrial()
        await breathe()
      }
    } catch (error) {
      this.failure ??= { error }
    }
  }

  #goesOn(): boolean {
    const { nTrials = Infinity, timeoutMs = Infinity, signal } = this.#options
    return (
      !this.#host.stopped() &&
      this.failure === undefined &&
      signal?.aborted !== true &&
      this.#started < nTrials &&
      performance.now() - this.#begin < timeoutMs
    )
  }

  async #runTrial(): Promise<void> {
    const trial = await this.#study.ask()
    const { outcome, cause, fatal } = await this.#evaluate(trial)
    const failed = outcome.state === "fail"
    const finished = await this.#host.finish(trial, outcome, failed ? (cause ?? outcome.mistake) : undefined).catch((error: unknown) => {
      // What a lost trial computed is nobody's any more; the study goes on.
      if (isLost(error)) return undefined
      throw error
    })
    if (finished !== undefined) {
      logEnd(this.#study, finished, this.#host.best(), cause ?? outcome.mistake)
      for (const callback of this.#options.callbacks ?? []) {
        await (typeof callback === "function" ? callback(this.#study, finished) : callback.afterTrial(this.#study, finished))
      }
    }
    this.#bar?.update(this.#host.best())
    if (fatal) throw cause
  }

  async #evaluate(trial: Trial): Promise<Ending> {
    const interruption = this.#interruption(trial)
    try {
      const running = this.#objective(trial)
      const returned = await (interruption === undefined ? running : Promise.race([running, interruption.promise]))
      return { outcome: outcomeOf(returned, this.#study.directions.length) }
    } catch (error) {
      return this.#ending(trial, error, interruption?.reason === error)
    } finally {
      interruption?.end()
    }
  }

  #ending(trial: Trial, error: unknown, interrupted: boolean): Ending {
    const failed: Outcome = { state: "fail", values: undefined }
    if (isTrialPruned(error)) {
      if (!trial.forgotAwait) return { outcome: prunedOutcome(trial.record), cause: error }
      const message = `trial ${trial.number} was pruned without waiting for shouldPrune(): did you forget await?`
      return { outcome: failed, cause: new ParzenError("MISSING_AWAIT", message, { cause: error }), fatal: true }
    }
    const caught = interrupted || this.#options.signal?.aborted === true || isCaught(error, this.#options)
    return { outcome: failed, cause: error, fatal: !caught }
  }

  #interruption(trial: Trial): Interruption | undefined {
    const { signal, trialTimeoutMs } = this.#options
    if (signal === undefined && trialTimeoutMs === undefined && !this.#host.hasLeases) return undefined
    return new Interruption(trial, { signal, trialTimeoutMs, watchLease: this.#host.hasLeases })
  }
}

function isCaught(error: unknown, { catch: classes = [] }: OptimizeOptions): boolean {
  return classes.some((errorClass) => error instanceof errorClass)
}

function isLost(error: unknown): boolean {
  return error instanceof ParzenError && (error.code === "LEASE_LOST" || error.code === "TRIAL_FINISHED")
}

// Loaded when asked for: most studies show no bar.
async function openProgressBar({ nTrials, timeoutMs }: OptimizeOptions): Promise<ProgressBar> {
  const { ProgressBar } = await import("./progress-bar.ts")
  return new ProgressBar({ nTrials, timeoutMs })
}
