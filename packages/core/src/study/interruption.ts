import { ParzenError } from "../errors.ts"
import type { Trial } from "./trial.ts"
import { controls } from "./trial.ts"

/** What may end a trial before its objective does. */
export interface InterruptionOptions {
  readonly trialTimeoutMs: number | undefined
  readonly watchLease: boolean
}

/** How long an objective may go on after the study was cancelled, in ms. */
const GRACE_MS = 1000
/** A timer of more, 24.8 days, would fire at once: then there is none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Fires when a trial is to end at once: at its time-out, when its lease is lost, a moment after the study was cancelled. */
export class Interruption {
  hasFired = false
  /** Why it has fired. */
  reason: unknown
  readonly #trial: Trial
  readonly #timers: ReturnType<typeof setTimeout>[] = []
  #reject: (reason: unknown) => void = () => {}

  constructor(trial: Trial, { trialTimeoutMs, watchLease }: InterruptionOptions) {
    this.#trial = trial
    if (watchLease) controls.watch(trial, (reason) => this.#rejectWith(reason))
    if (trialTimeoutMs !== undefined && trialTimeoutMs <= LONGEST_TIMER_MS) {
      this.#timers.push(setTimeout(() => this.#timeOut(trial, trialTimeoutMs), trialTimeoutMs))
    }
  }

  /** Settles as `running` does, or rejects when this fires. */
  race<T>(running: PromiseLike<T>): Promise<T> {
    const fired = new Promise<never>((_, reject) => {
      if (this.hasFired) reject(this.reason)
      else this.#reject = reject
    })
    return Promise.race([running, fired])
  }

  /** Stops listening and waiting. */
  end(): void {
    controls.watch(this.#trial, undefined)
    for (const timer of this.#timers) clearTimeout(timer)
  }

  /** Tells the objective that the study was cancelled, and rejects a moment later. */
  cancel(reason: unknown): void {
    // First the timer, then the signal: an objective that listens settles before it fires.
    this.#timers.push(setTimeout(() => this.#rejectWith(reason), GRACE_MS))
    controls.watch(this.#trial, undefined)
    controls.abort(this.#trial, reason)
  }

  #timeOut(trial: Trial, ms: number): void {
    const reason = new ParzenError("TRIAL_TIMEOUT", `trial ${trial.number} took longer than ${ms} ms`)
    controls.abort(trial, reason)
    this.#rejectWith(reason)
  }

  #rejectWith(reason: unknown): void {
    this.hasFired = true
    this.reason = reason
    this.#reject(reason)
  }
}
