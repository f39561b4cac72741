import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"

/** What importances are computed from: a `Study` is one, and so is any list of trials with its directions. */
export interface StudyTrials {
  /** One direction for each objective. */
  readonly directions: readonly Direction[]
  /** In any state; only complete ones count. */
  readonly trials: readonly FrozenTrial[]
}

/** What to assess. */
export interface EvaluateOptions {
  /** The parameters to assess, by name; by default the evaluator's own choice. */
  readonly params?: readonly string[] | undefined
  /** The number that parameters are important for; by default the objective's value. Trials where it is not finite do not count. */
  readonly target?: ((trial: FrozenTrial) => number) | undefined
}

/** A way to assess how much each parameter matters. */
export interface ImportanceEvaluator {
  /** Importances by name, each at least 0, the largest first; not normalised. All 0 if there are too few trials. */
  evaluate(study: StudyTrials, options?: EvaluateOptions): Record<string, number>
}
