import type { Evaluation, EvaluationHistory } from "./evaluation.ts"

/** What a callback is told of a round. */
export interface RoundContext<Model = unknown> {
  /** From 0; of a training that is continued from where it stood. */
  readonly round: number
  /** The round at which training ends unless it is stopped: `round < endRound`. */
  readonly endRound: number
  /** What this round was evaluated to, in the order of the data, then of the metrics; before the round empty. */
  readonly evaluations: readonly Evaluation[]
  /** All rounds so far. */
  readonly history: EvaluationHistory
  /** What is trained: a booster, or the folds of cross-validation. */
  readonly model: Model
  /** Sets which round was the best so far; what training answers as its `best`. */
  setBest(best: BestRound): void
}

/** The best round of a training, by early stopping. */
export interface BestRound {
  readonly round: number
  /** What was watched, in that round. */
  readonly evaluation: Evaluation
  /** Whether the trees of later rounds are to be cut off. */
  readonly cutOff: boolean
}

/** Looks at a training round by round. What it throws ends the training, `TrialPruned` for example. */
export interface RoundCallback<Model = unknown> {
  /** Called once, before the first round. */
  beforeTraining?(model: Model): void | Promise<void>
  /** Called before each round, to change parameters for example; `true` ends the training. */
  beforeRound?(context: RoundContext<Model>): void | boolean | Promise<void | boolean>
  /** Called after each round; `true` ends the training. */
  afterRound?(context: RoundContext<Model>): void | boolean | Promise<void | boolean>
}
