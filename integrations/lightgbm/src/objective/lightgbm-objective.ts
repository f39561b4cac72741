import type { ParamSpace } from "@parzen/boosting"
import { checkDirection, keptFolds, paramSource, pruningCallback } from "@parzen/boosting"
import type { Direction, TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import { Dataset } from "../data/dataset.ts"
import type { LightGBMParams } from "../params/params.ts"
import { mainName, resolveParams } from "../params/resolve-params.ts"
import { withDefaults } from "../params/with-defaults.ts"
import type { CvOptions } from "../training/cv.ts"
import { cv } from "../training/cv.ts"
import { tunedMetric } from "../tuner/tuned-metric.ts"
import { lightgbmSpace } from "./lightgbm-space.ts"

/** Options of {@link lightgbmObjective}: those of `cv`, and what is searched. */
export interface LightGBMObjectiveOptions extends Omit<CvOptions, "trainSet" | "params" | "signal" | "callbacks"> {
  /** What stays as it is: the objective, the metric. The default space leaves these names out. One thread, unless said here. */
  readonly params: LightGBMParams
  /** Distributions by LightGBM's names, or a function that asks the trial by itself; by default {@link lightgbmSpace}. */
  readonly space?: ParamSpace | undefined
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
 * @throws at once: INVALID_ARGUMENT, INVALID_DATA, UNKNOWN_PARAMETER, DIRECTION_MISMATCH; in a trial what `cv` throws
 */
export function lightgbmObjective(
  trainSet: Dataset,
  options: LightGBMObjectiveOptions,
): (trial: TrialLike) => Promise<number> {
  if (!(trainSet instanceof Dataset))
    throw new ParzenError("INVALID_DATA", `trainSet: takes a Dataset, got ${describe(trainSet)}`)
  const { space, interval, direction, folds, ...training } = options
  const splits = keptFolds(folds)
  checkMetric(options)
  // All trials share the bins, whatever min_data_in_leaf they try.
  const params = withDefaults(options.params, { num_threads: 1, verbosity: -1, feature_pre_filter: false })
  const suggest = paramSource(space ?? spaceWithout(params), params)
  return async (trial) => {
    let key: string | undefined
    const report = {
      // The last metric is not known by name before the first round.
      afterRound(context: Parameters<NonNullable<ReturnType<typeof pruningCallback>["afterRound"]>>[0]) {
        const last = context.evaluations.at(-1)
        if (last === undefined) throw new ParzenError("METRIC_MISSING", "nothing is evaluated: there is no metric")
        key = `${last.data} ${last.metric}`
        return pruningCallback(trial, `${last.data}-${last.metric}`, { interval, direction }).afterRound?.(context)
      },
    }
    const suggested = suggest(trial) as LightGBMParams
    const results = await cv({
      ...training,
      folds: splits,
      trainSet,
      params: suggested,
      callbacks: [report],
      signal: trial.signal,
    })
    const means = results[`${key}-mean`] ?? []
    trial.setUserAttr("rounds", means.length)
    return means.at(-1) ?? NaN
  }
}

function spaceWithout(params: LightGBMParams): ParamSpace {
  const fixed = new Set(Object.keys(params).map(mainName))
  return Object.fromEntries(Object.entries(lightgbmSpace()).filter(([name]) => !fixed.has(name)))
}

function checkMetric({ params, metrics, feval, direction }: LightGBMObjectiveOptions): void {
  const resolved = resolveParams(params)
  if (direction === undefined || feval !== undefined) return
  const { metric, direction: own } = tunedMetric(metrics === undefined ? resolved : { ...resolved, metric: metrics })
  checkDirection(`'${metric}'`, own, direction)
}
