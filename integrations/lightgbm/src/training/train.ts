import type { EvaluationHistory, RoundCallback } from "@parzen/boosting"
import { runRounds } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { Booster } from "../booster/booster.ts"
import { Dataset } from "../data/dataset.ts"
import type { LightGBMParams, MetricFunction } from "../params/params.ts"
import { stoppingOf } from "./early-stopping-of.ts"
import { planOf } from "./training-plan.ts"

/** Options of {@link train}. */
export interface TrainOptions {
  /** LightGBM's parameters. Those that say how data is binned go to the datasets. */
  readonly params: LightGBMParams
  readonly trainSet: Dataset
  /** How many rounds at most; 100 by default. `num_iterations` among the parameters goes before. */
  readonly numBoostRound?: number | undefined
  /** What to evaluate with after each round; the training data may be among it. */
  readonly validSets?: readonly Dataset[] | undefined
  /** The names of `validSets`; by default `valid_0` and so on, and `training` for the training data. */
  readonly validNames?: readonly string[] | undefined
  /** Metrics of your own, beside those of the parameter `metric`. */
  readonly feval?: MetricFunction | readonly MetricFunction[] | undefined
  /** Training ends when no metric of some validation data has become better for so many rounds; also `early_stopping_round`. */
  readonly earlyStoppingRounds?: number | undefined
  readonly callbacks?: readonly RoundCallback<Booster>[] | undefined
  /** Ends the training with its reason, after the round that goes on. */
  readonly signal?: AbortSignal | undefined
  /**
   * Whether the booster keeps its data, to be trained further. By default it is written and read once, as Python's `train` does:
   * it keeps no data, ends at the best iteration, and its gains are rounded as in a file.
   */
  readonly keepTrainingBooster?: boolean | undefined
}

/** A model, and how its training went. */
export interface TrainResult {
  readonly booster: Booster
  /** `history.valid_0.auc[round]` */
  readonly history: EvaluationHistory
}

/**
 * Trains a model, as `train` of LightGBM's Python package does (4.7.0), while the event loop goes on. The booster is yours to
 * dispose of; where training fails or a callback throws, it is freed.
 * @throws UNKNOWN_PARAMETER, INVALID_ARGUMENT, INVALID_DATA; LIGHTGBM_ERROR, before the first round for an unknown objective; what the
 * callbacks throw, `TrialPruned` for example; the signal's reason
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const { params, trainSet, feval, callbacks = [], signal, keepTrainingBooster = false } = options
  checkData(options)
  const plan = planOf(params, options.numBoostRound, options.earlyStoppingRounds)
  const { sets, trainName } = namedSets(options)
  signal?.throwIfAborted()
  const booster = await Booster.create(plan.params, trainSet)
  let isDone = false
  try {
    for (const { data, name } of sets) await booster.addValid(data, name)
    const { history, best, nRounds } = await runRounds({
      model: booster,
      numBoostRound: plan.numBoostRound,
      update: async () => void (await booster.update(plan.objective)),
      evaluate: async () => [
        ...(trainName === undefined ? [] : await booster.evalTrain(feval, trainName)),
        ...(await booster.evalValid(feval)),
      ],
      callbacks: [...callbacks, ...stoppingOf(plan, sets.length > 0, trainName)],
      signal,
    })
    booster.bestIteration = best === undefined ? 0 : best.round + 1
    booster.bestScore = scoresOf(history, best?.round ?? nRounds - 1)
    isDone = keepTrainingBooster
    return { booster: keepTrainingBooster ? booster : await booster.withoutData(), history }
  } finally {
    if (!isDone) booster.dispose()
  }
}

type Scores = Record<string, Record<string, number>>

function scoresOf(history: EvaluationHistory, round: number): Scores {
  const scoresOfData = (metrics: Readonly<Record<string, readonly number[]>>): Record<string, number> =>
    Object.fromEntries(Object.entries(metrics).map(([metric, values]) => [metric, values[round] as number]))
  return Object.fromEntries(Object.entries(history).map(([data, metrics]) => [data, scoresOfData(metrics)]))
}

function namedSets({ trainSet, validSets = [], validNames = [] }: TrainOptions): {
  readonly sets: readonly { readonly data: Dataset; readonly name: string }[]
  readonly trainName: string | undefined
} {
  const named = validSets.map((data, i) => ({ data, name: validNames[i] ?? `valid_${i}` }))
  const at = validSets.indexOf(trainSet)
  return {
    sets: named.filter(({ data }) => data !== trainSet),
    trainName: at < 0 ? undefined : (validNames[at] ?? "training"),
  }
}

function checkData({ trainSet, validSets = [], validNames = [] }: TrainOptions): void {
  const wrong = [trainSet, ...validSets].findIndex((data) => !(data instanceof Dataset))
  if (wrong >= 0) {
    const name = wrong === 0 ? "trainSet" : `validSets[${wrong - 1}]`
    const given = wrong === 0 ? trainSet : validSets[wrong - 1]
    throw new ParzenError("INVALID_DATA", `${name}: takes a Dataset, got ${describe(given)}`)
  }
  if (validNames.length > validSets.length || new Set(validNames).size < validNames.length)
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `validNames: takes a different name for each of ${validSets.length} validSets, got ${describe(validNames)}`,
    )
}
