import { describe, ParzenError } from "@parzen/core"
import type { Evaluation } from "./evaluation.ts"
import { evaluationKey } from "./evaluation.ts"
import type { RoundCallback } from "./round-callback.ts"

/** Options of {@link earlyStopping}. */
export interface EarlyStoppingOptions {
  /** Training ends when so many rounds in a row have brought nothing better. */
  readonly rounds: number
  /** The name of the data to watch; by default the last one. */
  readonly data?: string | undefined
  /** The metric to watch; by default the last one of the data. */
  readonly metric?: string | undefined
  /** By how much a value must be better to count; 0 by default. */
  readonly minDelta?: number | undefined
  /** Whether greater is better; by default as the library's metric has it, and false for a metric of your own. */
  readonly maximize?: boolean | undefined
  /** Whether the trees after the best round are cut off; by default they stay. */
  readonly saveBest?: boolean | undefined
  /**
   * Chooses what to watch out of a round's evaluations, in place of `data` and `metric`. Of several the first that has not become
   * better for `rounds` rounds ends the training, and its best round is the best; if none does, the best round of the first.
   */
  readonly watch?: ((evaluations: readonly Evaluation[]) => readonly Evaluation[]) | undefined
}

/**
 * Ends a training that brings nothing better, as XGBoost's `EarlyStopping` does (3.2.0). For one training: it remembers the best
 * round, and forgets it when the next training begins.
 * @throws INVALID_ARGUMENT; out of training METRIC_MISSING
 */
export function earlyStopping(options: EarlyStoppingOptions): RoundCallback {
  checkOptions(options)
  const { rounds, minDelta = 0, maximize, saveBest = false } = options
  let watched = new Map<string, { best: Evaluation; round: number }>()
  return {
    beforeTraining() {
      watched = new Map()
    },
    afterRound({ round, evaluations, setBest }) {
      for (const [i, evaluation] of watchedOf(evaluations, options, round).entries()) {
        const key = evaluationKey(evaluation)
        const before = watched.get(key)
        const sign = (maximize ?? evaluation.greaterIsBetter ?? false) ? 1 : -1
        const isBetter = before === undefined || sign * evaluation.value - minDelta > sign * before.best.value
        const now = isBetter ? { best: evaluation, round } : before
        watched.set(key, now)
        const isOver = round - now.round >= rounds
        if (isOver || (isBetter && i === 0)) setBest({ round: now.round, evaluation: now.best, cutOff: saveBest })
        if (isOver) return true
      }
      return false
    },
  }
}

function watchedOf(
  evaluations: readonly Evaluation[],
  { watch, data = evaluations.at(-1)?.data, metric }: EarlyStoppingOptions,
  round: number,
): readonly Evaluation[] {
  const ofData = evaluations.filter((evaluation) => evaluation.data === data)
  const last = ofData.filter((evaluation) => metric === undefined || evaluation.metric === metric).at(-1)
  const watched = watch?.(evaluations) ?? (last === undefined ? [] : [last])
  if (watched.length > 0) return watched
  const names = evaluations.map((evaluation) => `'${evaluationKey(evaluation)}'`).join(", ")
  const wanted = metric === undefined ? "something to watch" : `'${data ?? "*"}-${metric}'`
  throw new ParzenError(
    "METRIC_MISSING",
    `early stopping needs ${wanted}, round ${round} has ${names === "" ? "no evaluation" : `only ${names}`}`,
  )
}

function checkOptions({ rounds, minDelta = 0, maximize, watch }: EarlyStoppingOptions): void {
  if (!Number.isSafeInteger(rounds) || rounds < 1)
    throw new ParzenError("INVALID_ARGUMENT", `rounds: takes an integer from 1, got ${describe(rounds)}`)
  if (!Number.isFinite(minDelta) || minDelta < 0)
    throw new ParzenError("INVALID_ARGUMENT", `minDelta: takes a number from 0, got ${describe(minDelta)}`)
  if (maximize !== undefined && typeof maximize !== "boolean")
    throw new ParzenError("INVALID_ARGUMENT", `maximize: takes true or false, got ${describe(maximize)}`)
  if (watch !== undefined && typeof watch !== "function")
    throw new ParzenError("INVALID_ARGUMENT", `watch: takes a function, got ${describe(watch)}`)
}
