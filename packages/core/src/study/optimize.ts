import { causeText, isParzenError, isTrialPruned, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { breathe } from "./breathe.ts"
import { Interruption } from "./interruption.ts"
import { logEnd } from "./log-lines.ts"
import { openProgressBar } from "./open-progress-bar.ts"
import { checkOptimizeOptions } from "./optimize-options.ts"
import type { LoopOptions } from "./optimize-options.ts"
import type { ObjectiveValue, Outcome } from "./outcome.ts"
import { outcomeOf, prunedOutcome } from "./outcome.ts"
import type { ProgressBar } from "./progress-bar.ts"
import type { Trial } from "./trial.ts"
import { controls } from "./trial.ts"

/** What is optimized: it runs one trial and answers its value, or one value for each objective. */
export type Objective = (trial: Trial) => ObjectiveValue | Promise<ObjectiveValue>

/** What the loop needs of its study; callbacks receive it as it is. */
export interface LoopStudy {
  readonly directions: readonly Direction[]
  readonly metricNames: readonly string[] | undefined
}

/** What the loop needs beyond the study's public face. */
export interface LoopHost {
  /** Answers `undefined` if the study has `total` trials; without a `total` never. */
  ask(total: number | undefined): Promise<Trial | undefined>
  /** Whether a trial of another worker is to be run again, or will be if that worker dies. */
  othersMayLeave(): Promise<boolean>
  stopped(): boolean
  /** Ends trial `number`. */
  finish(number: number, outcome: Outcome, cause: unknown): Promise<FrozenTrial>
  /** The best trial so far, if there is one and one objective. */
  best(): FrozenTrial | undefined
  readonly hasLeases: boolean
}

/** How often to look whether others have ended their trials, in ms. */
const LOOK_EVERY_MS = 500

interface Ending {
  readonly outcome: Outcome
  /** Why it failed or was pruned. */
  readonly cause?: unknown
  /** Whether the cause ends the loop: an error of the objective that nobody catches. */
  readonly fatal?: boolean
}

/** Runs `concurrency` lanes of trials, one after the other in each, until something ends the loop. */
export async function runOptimize<Study extends LoopStudy>(
  study: Study,
  objective: Objective,
  options: LoopOptions<Study>,
  host: LoopHost,
): Promise<void> {
  checkOptimizeOptions(objective, options)
  const { signal, nTrials = Infinity, timeoutMs, concurrency = 1 } = options
  signal?.throwIfAborted()
  const bar = options.showProgressBar === true ? await openProgressBar({ total: nTrials, timeoutMs }) : undefined
  const loop = new Loop(study, objective, options, host, bar)
  // One listener for all trials: Node warns of a leak where there are more than ten.
  const cancel = (): void => loop.cancel(signal?.reason)
  signal?.addEventListener("abort", cancel)
  try {
    const lanes = Math.min(concurrency, nTrials)
    await Promise.all(Array.from({ length: lanes }, () => loop.lane()))
  } finally {
    signal?.removeEventListener("abort", cancel)
    bar?.close()
  }
  signal?.throwIfAborted()
  if (loop.failure !== undefined) throw loop.failure.error
}

class Loop<Study extends LoopStudy> {
  /** The first error that ended the loop. */
  failure: { readonly error: unknown } | undefined
  readonly #study: Study
  readonly #objective: Objective
  readonly #options: LoopOptions<Study>
  readonly #host: LoopHost
  readonly #bar: ProgressBar | undefined
  readonly #begin = performance.now()
  readonly #interruptions = new Set<Interruption>()
  #started = 0

  constructor(
    study: Study,
    objective: Objective,
    options: LoopOptions<Study>,
    host: LoopHost,
    bar: ProgressBar | undefined,
  ) {
    this.#study = study
    this.#objective = objective
    this.#options = options
    this.#host = host
    this.#bar = bar
  }

  /** Cancels the trials that run. */
  cancel(reason: unknown): void {
    for (const interruption of this.#interruptions) interruption.cancel(reason)
  }

  async lane(): Promise<void> {
    try {
      while (this.#goesOn()) {
        this.#started++
        const trial = (await this.#host.ask(this.#options.nTrialsTotal)) ?? (await this.#waitForOne())
        if (trial === undefined) return
        const evaluated = this.#evaluate(trial)
        const ending = evaluated instanceof Promise ? await evaluated : evaluated
        let finished: FrozenTrial | undefined
        try {
          finished = await this.#host.finish(trial.number, ending.outcome, whyFailed(ending))
        } catch (error) {
          // What a lost trial computed is nobody's any more; the study goes on.
          if (!isLost(error)) throw error
          warn(
            `Trial ${trial.number} has ended elsewhere; what its objective came to is dropped (${causeText(error)}).`,
          )
        }
        const after = this.#after(ending, finished)
        if (after !== undefined) await after
      }
    } catch (error) {
      this.failure ??= { error }
    }
  }

  /** Asks again until there is a trial to run, or answers `undefined` where there will be none. */
  async #waitForOne(): Promise<Trial | undefined> {
    for (let mayLeave = true; mayLeave;) {
      mayLeave = await this.#host.othersMayLeave()
      // What others leave is seen by one more look after nobody runs any more.
      if (mayLeave) await sleep(LOOK_EVERY_MS, this.#options.signal)
      if (!this.#goesOn(1)) return undefined
      const trial = await this.#host.ask(this.#options.nTrialsTotal)
      if (trial !== undefined) return trial
    }
    return undefined
  }

  /** Whether to start a trial, of which `nBegun` are counted as started already. */
  #goesOn(nBegun: number = 0): boolean {
    const { nTrials = Infinity, timeoutMs, signal } = this.#options
    return (
      !this.#host.stopped() &&
      this.failure === undefined &&
      signal?.aborted !== true &&
      this.#started - nBegun < nTrials &&
      (timeoutMs === undefined || performance.now() - this.#begin < timeoutMs)
    )
  }

  /** Says how the trial has ended. Answers a promise only if there is something to wait for. */
  #after(ending: Ending, finished: FrozenTrial | undefined): Promise<void> | undefined {
    if (this.#bar !== undefined) this.#bar.update(this.#host.best())
    if (finished !== undefined)
      logEnd(this.#study.metricNames, finished, this.#host, ending.cause ?? ending.outcome.mistake)
    if (ending.fatal || this.#options.callbacks !== undefined) return this.#callBack(ending, finished)
    return breathe()
  }

  async #callBack({ fatal, cause }: Ending, finished: FrozenTrial | undefined): Promise<void> {
    const { callbacks = [] } = this.#options
    if (finished !== undefined) {
      for (const callback of callbacks) {
        await (typeof callback === "function"
          ? callback(this.#study, finished)
          : callback.afterTrial(this.#study, finished))
      }
    }
    if (fatal) throw cause
    await breathe()
  }

  /** Answers a promise only if the objective makes one: most are short, and awaiting is not free. */
  #evaluate(trial: Trial): Ending | Promise<Ending> {
    const interruption = this.#interruption(trial)
    try {
      const running = this.#objective(trial)
      if (isPromise(running)) return this.#settle(trial, running, interruption)
      this.#release(interruption)
      return { outcome: outcomeOf(running, this.#study.directions.length) }
    } catch (error) {
      this.#release(interruption)
      return this.#ending(trial, error, false)
    }
  }

  async #settle(
    trial: Trial,
    running: PromiseLike<ObjectiveValue>,
    interruption: Interruption | undefined,
  ): Promise<Ending> {
    try {
      const returned = await (interruption === undefined ? running : interruption.race(running))
      return { outcome: outcomeOf(returned, this.#study.directions.length) }
    } catch (error) {
      return this.#ending(trial, error, interruption?.hasFired === true && interruption.reason === error)
    } finally {
      this.#release(interruption)
    }
  }

  #ending(trial: Trial, error: unknown, interrupted: boolean): Ending {
    const failed: Outcome = { state: "fail", values: undefined }
    if (isTrialPruned(error)) {
      if (!controls.forgotAwait(trial)) return { outcome: prunedOutcome(controls.record(trial)), cause: error }
      const message = `trial ${trial.number} was pruned without waiting for shouldPrune(): did you forget await?`
      return { outcome: failed, cause: new ParzenError("MISSING_AWAIT", message, { cause: error }), fatal: true }
    }
    const caught = interrupted || this.#options.signal?.aborted === true || isCaught(error, this.#options)
    return { outcome: failed, cause: error, fatal: !caught }
  }

  #interruption(trial: Trial): Interruption | undefined {
    const { signal, trialTimeoutMs } = this.#options
    const { hasLeases } = this.#host
    if (signal === undefined && trialTimeoutMs === undefined && !hasLeases) return undefined
    const interruption = new Interruption(trial, { trialTimeoutMs, watchLease: hasLeases })
    this.#interruptions.add(interruption)
    if (signal?.aborted) interruption.cancel(signal.reason)
    return interruption
  }

  #release(interruption: Interruption | undefined): void {
    if (interruption === undefined) return
    interruption.end()
    this.#interruptions.delete(interruption)
  }
}

/** Resolves after `ms`, or when `signal` aborts. */
function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener("abort", end)
  })
}

function isPromise(returned: unknown): returned is PromiseLike<ObjectiveValue> {
  return typeof returned === "object" && returned !== null && "then" in returned
}

function whyFailed({ outcome, cause }: Ending): unknown {
  return outcome.state === "fail" ? (cause ?? outcome.mistake) : undefined
}

function isCaught(error: unknown, { catch: classes = [] }: LoopOptions<never>): boolean {
  return classes.some((errorClass) => error instanceof errorClass)
}

function isLost(error: unknown): boolean {
  return isParzenError(error) && (error.code === "LEASE_LOST" || error.code === "TRIAL_FINISHED")
}
