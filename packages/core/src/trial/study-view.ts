import type { Json } from "./attrs.ts"
import type { Direction } from "./direction.ts"
import type { FrozenTrial } from "./frozen-trial.ts"

/** The trials that a study knows of at this moment. */
export interface TrialHistory {
  /** All trials, running and waiting ones too; `trials[n]` is the one of number `n`. */
  readonly trials: readonly FrozenTrial[]
  /**
   * The complete, pruned and failed trials in the order in which they became known. It only grows, and what is in it never
   * changes: an algorithm that remembers how many it has read goes on from there.
   */
  readonly finished: readonly FrozenTrial[]
  /** The running trials, of all workers, by number. What is in them goes on changing. */
  readonly running: ReadonlyMap<number, FrozenTrial>
}

/** What a sampler or pruner may see of a study, and keep in it. */
export interface StudyView {
  readonly studyName: string
  /** One direction for each objective. */
  readonly directions: readonly Direction[]
  readonly history: TrialHistory
  /** What algorithms keep with the study. */
  readonly systemAttrs: Readonly<Record<string, Json>>
  /** Keeps `value` with the study for all workers; it leaves with the next batch of writes. */
  setSystemAttr(key: string, value: Json): void
  /** Ends `optimize` after the trials that run now: there is nothing left to try. */
  stop(): void
}

/** What a sampler or pruner may see of one trial, and keep in it. */
export interface TrialView extends FrozenTrial {
  /** Keeps `value` with the trial; it leaves with the next batch of writes. */
  setSystemAttr(key: string, value: Json): void
}
