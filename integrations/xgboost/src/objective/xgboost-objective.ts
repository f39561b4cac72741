import type { ParamSpace } from "@parzen/boosting"
import { checkDirection, keptFolds, paramSource } from "@parzen/boosting"
import type { Direction, TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { XGBoostParams } from "../booster/params.ts"
import { DMatrix } from "../data/d-matrix.ts"
import type { CvOptions } from "../training/cv.ts"
import { cv } from "../training/cv.ts"
import { xgboostPruningCallback } from "../training/xgboost-pruning-callback.ts"
import { tunedDirection } from "../tuner/tuned-direction.ts"
import { xgboostSpace } from "./xgboost-space.ts"

/** Options of {@link xgboostObjective}: those of `cv`, and what is searched. */
export interface XGBoostObjectiveOptions extends Omit<CvOptions, "dtrain" | "params" | "signal" | "callbacks"> {
  /** What stays as it is: the objective, the metric, `nthread`. The default space leaves these names out. */
  readonly params: XGBoostParams
  /** Distributions by XGBoost's names, or a function that asks the trial by itself; by default {@link xgboostSpace}. */
  readonly space?: ParamSpace | undefined
  /** How many rounds at most; 100 by default. */
  readonly numBoostRound?: number | undefined
  /** How many folds; 5 by default. */
  readonly nfold?: number | undefined
  /** The pruner is asked after every so many rounds; 1 by default. */
  readonly interval?: number | undefined
  /** The study's direction, to have a metric refused that goes the other way. */
  readonly direction?: Direction | undefined
}

/**
 * An objective: the last metric's mean over the test parts of the folds, after the last round, or the best one with
 * `earlyStoppingRounds`. All folds are boosted side by side, and each round's mean is reported to the trial, whose pruner may end it.
 * How many rounds there were is kept as the trial's user attribute `rounds`. Whether it is to be minimised or maximised is the
 * metric's affair: errors and losses are minimised.
 * @throws at once: INVALID_ARGUMENT, DIRECTION_MISMATCH; in a trial what `cv` throws
 */
export function xgboostObjective(
  dtrain: DMatrix,
  options: XGBoostObjectiveOptions,
): (trial: TrialLike) => Promise<number> {
  if (!(dtrain instanceof DMatrix))
    throw new ParzenError("INVALID_ARGUMENT", `dtrain: takes a DMatrix, got ${describe(dtrain)}`)
  const { params, space, interval, direction, folds, ...training } = options
  const splits = keptFolds(folds)
  checkMetric(options)
  const suggest = paramSource(space ?? spaceWithout(params), params)
  return async (trial) => {
    let key: string | undefined
    const result = await cv({
      nfold: 5,
      numBoostRound: 100,
      ...training,
      folds: splits,
      dtrain,
      params: suggest(trial) as XGBoostParams,
      callbacks: [
        {
          // The last metric on the test parts is not known by name before the first round.
          afterRound(context) {
            const last = context.evaluations.at(-1)
            key ??= last && `${last.data}-${last.metric}`
            if (key === undefined) throw new ParzenError("METRIC_MISSING", "nothing is evaluated: there is no metric")
            return xgboostPruningCallback(trial, key, { interval, direction }).afterRound?.(context)
          },
        },
      ],
      signal: trial.signal,
    })
    const means = result[`${key}-mean`] ?? []
    trial.setUserAttr("rounds", means.length)
    return means.at(-1) ?? NaN
  }
}

function spaceWithout(params: XGBoostParams): ParamSpace {
  const { learning_rate: eta, lambda, alpha } = params
  const fixed = { eta, reg_lambda: lambda, reg_alpha: alpha, ...params }
  return Object.fromEntries(
    Object.entries(xgboostSpace()).filter(([name]) => (fixed as Record<string, unknown>)[name] === undefined),
  )
}

function checkMetric({ params, direction, maximize, customMetric }: XGBoostObjectiveOptions): void {
  if (typeof params !== "object" || params === null)
    throw new ParzenError("INVALID_ARGUMENT", `params: takes an object with the objective, got ${describe(params)}`)
  const own = tunedDirection({ params, maximize, customMetric })
  if (direction !== undefined) checkDirection("the metric", own, direction)
}
