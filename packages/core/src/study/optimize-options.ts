import { describe, ParzenError } from "../errors.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"

/** Called after each trial of `optimize`, awaited; what it throws ends the loop. */
export type Callback<Study> =
  | ((study: Study, trial: FrozenTrial) => void | Promise<void>)
  | { afterTrial(study: Study, trial: FrozenTrial): void | Promise<void> }

/** Options of `study.optimize`. */
export interface LoopOptions<Study> {
  /** How many trials to run; by default as many as time, `stop()` or the sampler allow. */
  readonly nTrials?: number | undefined
  /**
   * How many trials the study is to have in all, those of other workers and of earlier runs included: never one more, however
   * many workers ask. Trials that were tried again, because their worker died, are not counted; waiting ones run in any case.
   * With a `heartbeatStaleTrialCallback`, `optimize` ends when no worker has a trial any more that it could leave behind.
   */
  readonly nTrialsTotal?: number | undefined
  /** No trial starts later than this many ms after the first. One that runs is not stopped: see `trialTimeoutMs`. */
  readonly timeoutMs?: number | undefined
  /** How many trials run at once, in one thread: worth it for objectives that wait. By default 1. */
  readonly concurrency?: number | undefined
  /** Errors of these classes make their trial fail and let the study go on. */
  readonly catch?: readonly (abstract new (...args: never[]) => unknown)[] | undefined
  readonly callbacks?: readonly Callback<Study>[] | undefined
  /** Shows progress on stderr: a bar in a terminal, else a line now and then. */
  readonly showProgressBar?: boolean | undefined
  /** Cancels the study: running objectives see it through `trial.signal`, have a second to settle, then fail. */
  readonly signal?: AbortSignal | undefined
  /**
   * A trial that takes longer than this many ms fails, and the study goes on. An objective that never lets go of the thread
   * (a synchronous loop) cannot be timed out in its own thread.
   */
  readonly trialTimeoutMs?: number | undefined
}

/** @throws INVALID_ARGUMENT */
export function checkOptimizeOptions(objective: unknown, options: LoopOptions<never>): void {
  if (typeof objective !== "function")
    throw new ParzenError("INVALID_ARGUMENT", `optimize takes a function, got ${describe(objective)}`)
  if (options.nTrials !== Infinity) checkCount("nTrials", options.nTrials, 0)
  if (options.nTrialsTotal !== Infinity) checkCount("nTrialsTotal", options.nTrialsTotal, 0)
  checkCount("concurrency", options.concurrency, 1)
  checkDuration("timeoutMs", options.timeoutMs)
  checkDuration("trialTimeoutMs", options.trialTimeoutMs)
  if (options.signal !== undefined && !(options.signal instanceof AbortSignal)) {
    throw new ParzenError("INVALID_ARGUMENT", `signal: takes an AbortSignal, got ${describe(options.signal)}`)
  }
  const classes = options.catch ?? []
  if (!Array.isArray(classes) || !classes.every(isClass)) {
    throw new ParzenError("INVALID_ARGUMENT", `catch: takes an array of error classes, got ${describe(options.catch)}`)
  }
  const callbacks = options.callbacks ?? []
  if (!Array.isArray(callbacks) || !callbacks.every(isCallback)) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `callbacks: takes an array of functions, or objects with afterTrial, got ${describe(callbacks)}`,
    )
  }
}

function isClass(value: unknown): boolean {
  return typeof value === "function" && typeof value.prototype === "object"
}

function isCallback(callback: unknown): boolean {
  if (typeof callback === "function") return true
  return (
    typeof callback === "object" &&
    callback !== null &&
    "afterTrial" in callback &&
    typeof callback.afterTrial === "function"
  )
}

function checkCount(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return
  throw new ParzenError("INVALID_ARGUMENT", `${name}: takes a whole number from ${least}, got ${describe(value)}`)
}

function checkDuration(name: string, value: number | undefined): void {
  if (value === undefined || (typeof value === "number" && value >= 0)) return
  throw new ParzenError("INVALID_ARGUMENT", `${name}: takes milliseconds from 0, got ${describe(value)}`)
}
