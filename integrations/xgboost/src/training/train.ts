import type { EvaluationHistory, RoundCallback } from "@parzen/boosting"
import { earlyStopping, runRounds } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import type { ObjectiveFunction } from "../booster/boost-steps.ts"
import { Booster } from "../booster/booster.ts"
import type { EvalSet, MetricFunction } from "../booster/evaluate-steps.ts"
import { checkEvals } from "../booster/evaluate-steps.ts"
import type { XGBoostParams } from "../booster/params.ts"
import { DMatrix } from "../data/d-matrix.ts"
import { logEvaluations } from "./log-evaluations.ts"

/** Options that {@link train} and `cv` share. */
export interface TrainingOptions {
  /** By XGBoost's own names. Those that it does not know are refused. */
  readonly params: XGBoostParams
  readonly dtrain: DMatrix
  /** How many rounds at most; 10 by default. */
  readonly numBoostRound?: number | undefined
  /** An objective of your own. */
  readonly objective?: ObjectiveFunction | undefined
  /** A metric of your own, beside those of `params.eval_metric`. */
  readonly customMetric?: MetricFunction | undefined
  /** Ends training after so many rounds in which the last metric of the last data has not become better. */
  readonly earlyStoppingRounds?: number | undefined
  /** Whether `earlyStoppingRounds` takes greater for better; by default as the metric has it. */
  readonly maximize?: boolean | undefined
  /** Logs the metrics every so many rounds at level `info`; `true` in each. By default never. */
  readonly verboseEval?: boolean | number | undefined
  /** Ends training with its reason, at the next round. */
  readonly signal?: AbortSignal | undefined
}

/** Options of {@link train}. */
export interface TrainOptions extends TrainingOptions {
  /** Data to evaluate after each round, with names: `[[dvalid, "validation"]]`. */
  readonly evals?: readonly EvalSet[] | undefined
  readonly callbacks?: readonly RoundCallback<Booster>[] | undefined
  /** A model to go on with, which stays as it is. */
  readonly xgbModel?: Booster | undefined
}

/** A model, and how its training went. */
export interface TrainResult {
  readonly booster: Booster
  /** `history.validation.logloss[round]`. */
  readonly history: EvaluationHistory
}

/**
 * Trains a model, as Python's `xgboost.train` does (3.2.0), while the event loop goes on. The booster is yours to dispose of; where
 * training fails or a callback throws, it is freed.
 * @throws UNKNOWN_PARAMETER and XGBOOST_ERROR before the first round; METRIC_MISSING, INVALID_ARGUMENT; the signal's reason; what
 * callbacks throw
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const { params, dtrain, numBoostRound = 10, evals = [], callbacks = [], xgbModel, signal } = options
  checkTraining(options)
  checkEvals(evals)
  if (xgbModel !== undefined && !(xgbModel instanceof Booster))
    throw new ParzenError("INVALID_ARGUMENT", `xgbModel: takes a Booster, got ${describe(xgbModel)}`)
  const all = [...callbacks, ...ownCallbacks(options)]
  const metricOptions = { metric: options.customMetric, outputMargin: options.objective !== undefined }
  const booster = new Booster(params, [dtrain, ...evals.map(([data]) => data)])
  try {
    if (xgbModel !== undefined) booster.continueFrom(xgbModel)
    const firstRound = xgbModel?.numBoostedRounds ?? 0
    const { history, best } = await runRounds<Booster>({
      model: booster,
      numBoostRound,
      firstRound,
      update: (round) => booster.update(dtrain, round - firstRound, options.objective),
      evaluate: (round) => (evals.length === 0 ? [] : booster.evaluate(evals, round, metricOptions)),
      callbacks: all,
      signal,
    })
    await booster.rest()
    if (best === undefined) return { booster, history }
    const { round, evaluation, cutOff } = best
    const kept = cutOff ? booster.slice(0, round + 1) : booster
    if (cutOff) booster.dispose()
    return { booster: kept.setBest(round, evaluation.value), history }
  } catch (error) {
    booster.dispose()
    throw error
  }
}

/** @throws INVALID_ARGUMENT for no DMatrix, an objective or a metric that is no function, and callbacks that are no list */
export function checkTraining(options: TrainingOptions & { readonly callbacks?: unknown }): void {
  const { dtrain, objective, customMetric, callbacks = [] } = options
  if (!(dtrain instanceof DMatrix))
    throw new ParzenError("INVALID_ARGUMENT", `dtrain: takes a DMatrix, got ${describe(dtrain)}`)
  for (const [name, value] of Object.entries({ objective, customMetric }))
    if (value !== undefined && typeof value !== "function")
      throw new ParzenError("INVALID_ARGUMENT", `${name}: takes a function, got ${describe(value)}`)
  if (!Array.isArray(callbacks))
    throw new ParzenError("INVALID_ARGUMENT", `callbacks: takes a list of callbacks, got ${describe(callbacks)}`)
}

/** The callbacks that options stand for, after the user's own as in Python. */
export function ownCallbacks(options: TrainingOptions): RoundCallback[] {
  const { verboseEval, earlyStoppingRounds, maximize } = options
  const period = verboseEval === true ? 1 : verboseEval === false ? 0 : (verboseEval ?? 0)
  return [
    ...(period === 0 ? [] : [logEvaluations(period)]),
    ...(earlyStoppingRounds === undefined ? [] : [earlyStopping({ rounds: earlyStoppingRounds, maximize })]),
  ]
}
