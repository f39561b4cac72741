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

/** Rejects when a trial is to end at once: at its time-out, when its lease is lost, a moment after the study was cancelled. */
export class Interruption {
  readonly promise: Promise<never>
  hasFired = false
  /** What {@link promise} was rejected with. */
  reason: unknown
  readonly #trial: Trial
  readonly #listening = new AbortController()
  readonly #timers: ReturnType<typeof setTimeout>[] = []
  #reject: (reason: unknown) => void = () => {}

  constructor(trial: Trial, { trialTimeoutMs, watchLease }: InterruptionOptions) {
    this.#trial = trial
    this.promise = new Promise((_, reject) => {
      this.#reject = reject
    })
    // An objective that throws before it returns a promise leaves nobody to hear of this.
    this.promise.catch(() => {})
    if (watchLease) {
      const { signal } = trial
      signal.addEventListener("abort", () => this.#rejectWith(signal.reason), { signal: this.#listening.signal })
    }
    if (trialTimeoutMs !== undefined && trialTimeoutMs <= LONGEST_TIMER_MS) {
      this.#timers.push(setTimeout(() => this.#timeOut(trial, trialTimeoutMs), trialTimeoutMs))
    }
  }

  /** Stops listening and waiting. */
  end(): void {
    this.#listening.abort()
    for (const timer of this.#timers) clearTimeout(timer)
  }

  /** Tells the objective that the study was cancelled, and rejects a moment later. */
  cancel(reason: unknown): void {
    // First the timer, then the signal: an objective that listens settles before it fires.
    this.#timers.push(setTimeout(() => this.#rejectWith(reason), GRACE_MS))
    this.#listening.abort()
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
