import { breathe, describe, ParzenError } from "@parzen/core"
import { checkSignal } from "@parzen/model-selection"
import type { Evaluation, EvaluationHistory } from "./evaluation.ts"
import type { BestRound, RoundCallback, RoundContext } from "./round-callback.ts"

/** What {@link runRounds} is to do. */
export interface RoundsOptions<Model> {
  readonly model: Model
  /** How many rounds there are at most. */
  readonly numBoostRound: number
  /** The number of the first round; 0 unless a training is continued. */
  readonly firstRound?: number | undefined
  /** Boosts one round; `true` says that nothing more can be learnt, and this round is the last. */
  readonly update: (round: number) => void | boolean | Promise<void | boolean>
  /** What the model is worth after a round. */
  readonly evaluate?: ((round: number) => readonly Evaluation[] | Promise<readonly Evaluation[]>) | undefined
  readonly callbacks?: readonly RoundCallback<Model>[] | undefined
  /** Ends the training with its reason, at the next round. */
  readonly signal?: AbortSignal | undefined
}

/** How a training went. */
export interface RoundsResult {
  /** How many rounds were boosted. */
  readonly nRounds: number
  readonly history: EvaluationHistory
  /** The best round, where a callback set it. */
  readonly best: BestRound | undefined
  /** Whether a callback ended it before its last round. */
  readonly isStopped: boolean
}

/**
 * Boosts round after round, as XGBoost's and LightGBM's `train` do: all callbacks hear of a round, then it is the last one if
 * any said so.
 * @throws INVALID_ARGUMENT; the signal's reason; what `update`, `evaluate` and the callbacks throw
 */
export async function runRounds<Model>(options: RoundsOptions<Model>): Promise<RoundsResult> {
  const { model, numBoostRound, firstRound = 0, update, evaluate, callbacks = [], signal } = options
  checkRounds(numBoostRound, callbacks, signal)
  const history: Record<string, Record<string, number[]>> = {}
  const endRound = firstRound + numBoostRound
  let best: BestRound | undefined
  let evaluations: readonly Evaluation[] = []
  const contextOf = (round: number): RoundContext<Model> => ({
    round,
    endRound,
    evaluations,
    history,
    model,
    setBest: (next) => void (best = next),
  })
  const says = async (when: "beforeRound" | "afterRound", round: number): Promise<boolean> => {
    const context = contextOf(round)
    let isLast = false
    for (const callback of callbacks) if ((await callback[when]?.(context)) === true) isLast = true
    return isLast
  }
  signal?.throwIfAborted()
  for (const callback of callbacks) await callback.beforeTraining?.(model)
  let round = firstRound
  let isStopped = false
  while (round < endRound && !isStopped) {
    signal?.throwIfAborted()
    evaluations = []
    if (await says("beforeRound", round)) {
      isStopped = true
      break
    }
    const isFinished = (await update(round)) === true
    signal?.throwIfAborted()
    evaluations = (await evaluate?.(round)) ?? []
    append(history, evaluations)
    isStopped = await says("afterRound", round)
    round++
    if (isFinished) break
    await breathe()
  }
  signal?.throwIfAborted()
  return { nRounds: round - firstRound, history, best, isStopped }
}

function append(history: Record<string, Record<string, number[]>>, evaluations: readonly Evaluation[]): void {
  for (const { data, metric, value } of evaluations) {
    const ofData = (history[data] ??= {})
    const values = (ofData[metric] ??= [])
    values.push(value)
  }
}

function checkRounds(numBoostRound: number, callbacks: unknown, signal: AbortSignal | undefined): void {
  if (!Number.isSafeInteger(numBoostRound) || numBoostRound < 0)
    throw new ParzenError("INVALID_ARGUMENT", `numBoostRound: takes an integer from 0, got ${describe(numBoostRound)}`)
  if (!Array.isArray(callbacks) || callbacks.some((callback) => typeof callback !== "object" || callback === null))
    throw new ParzenError("INVALID_ARGUMENT", `callbacks: takes a list of callbacks, got ${describe(callbacks)}`)
  checkSignal(signal)
}
