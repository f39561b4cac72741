import type { SpaceName } from "./spaces.ts"

/** The samplers that are timed, with their default options. */
export type SamplerName = "tpe" | "random" | "nsgaii" | "cmaes"

/** What one process of a candidate does: a study that is given `history` trials, then runs `trials` more, which are timed. */
export interface Job {
  readonly sampler: SamplerName
  readonly space: SpaceName
  readonly seed: number
  /** How many of the trials in `historyFile` are added first. */
  readonly history: number
  /** Written by `node/history.ts`. */
  readonly historyFile: string
  readonly trials: number
  /** Optuna only: whether numpy sorts in a way that does not depend on the processor. */
  readonly stableSort?: boolean
}

/** What the process answers, on stdout as JSON. Times are in milliseconds. */
export interface Answer {
  readonly msPerTrial: number
  /** Per trial of the history, if there was one. */
  readonly msPerAdded?: number
  /** The same again in the same process, after a study of 1,000 trials; Parzen only. */
  readonly msPerTrialWarm?: number
  /** Of the timed trials, in order. */
  readonly values: readonly number[]
}

/** Random trials in columns, for all candidates to read. */
export interface History {
  /** Optuna's JSON of each parameter's distribution, by name, in the order of the columns. */
  readonly distributions: Readonly<Record<string, string>>
  readonly rows: readonly (readonly (number | string | boolean | null)[])[]
  readonly values: readonly number[]
}

/** A training of XGBoost or LightGBM, by the library's own names. */
export interface BoostingJob {
  readonly params: Readonly<Record<string, string | number | boolean>>
  readonly rounds: number
}

/** What one training took. */
export interface TrainAnswer {
  /** Until the library had the rows, binned. */
  readonly dataMs: number
  readonly trainMs: number
  /** The sum of the predictions. */
  readonly checksum: number
  /** Node only: how long the event loop was kept from its next turn at most, while it trained and while it slept as long. */
  readonly longestGapMs?: number
  readonly idleGapMs?: number
}

/** The memory of the process after so many trials, after twice as many, and so on. */
export interface MemoryAnswer {
  readonly stride: number
  readonly megabytes: readonly number[]
}
