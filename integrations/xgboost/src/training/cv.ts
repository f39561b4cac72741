import type { Evaluation, RoundCallback } from "@parzen/boosting"
import { meanEvaluations, runRounds } from "@parzen/boosting"
import { Booster } from "../booster/booster.ts"
import type { FoldOptions } from "./folds.ts"
import { makeFolds } from "./folds.ts"
import type { TrainingOptions } from "./train.ts"
import { checkTraining, ownCallbacks } from "./train.ts"

/** Options of {@link cv}. */
export interface CvOptions extends TrainingOptions, FoldOptions {
  /** The metrics, in place of `params.eval_metric`. */
  readonly metrics?: string | readonly string[] | undefined
  /** They hear the means over the folds; the model is the list of the folds' boosters. */
  readonly callbacks?: readonly RoundCallback<readonly Booster[]>[] | undefined
}

/**
 * For each metric the mean and the standard deviation over the folds, round by round: `result["test-logloss-mean"][round]`. Of a
 * training that was stopped early the last round is the best.
 */
export type CvResult = Readonly<Record<string, readonly number[]>>

/**
 * Trains on all folds but one, each in turn, as Python's `xgboost.cv` does (3.2.0): all folds round by round, with the same folds
 * for the same seed. The event loop goes on meanwhile.
 * @throws UNKNOWN_PARAMETER and XGBOOST_ERROR before the first round; METRIC_MISSING, INVALID_ARGUMENT; the signal's reason; what
 * callbacks throw
 */
export async function cv(options: CvOptions): Promise<CvResult> {
  const { dtrain, numBoostRound = 10, callbacks = [], objective, customMetric, signal } = options
  checkTraining(options)
  const params = withMetrics(options)
  const all = [...callbacks, ...ownCallbacks(options)]
  const folds = makeFolds(dtrain, options)
  const boosters: Booster[] = []
  try {
    for (const { dtrain, dtest } of folds) {
      const booster = new Booster(params, [dtrain, dtest])
      boosters.push(booster)
      if (boosters[0] !== undefined && boosters[0] !== booster) booster.trainBeside(boosters[0])
    }
    const results: Record<string, number[]> = {}
    const { best, isStopped } = await runRounds<readonly Booster[]>({
      model: boosters,
      numBoostRound,
      signal,
      callbacks: [...all, keepIn(results)],
      async update(round) {
        for (const [i, booster] of boosters.entries())
          await booster.update((folds[i] as (typeof folds)[number]).dtrain, round, objective)
      },
      async evaluate(round) {
        const ofFolds: Evaluation[][] = []
        for (const [i, booster] of boosters.entries()) {
          const { dtrain, dtest } = folds[i] as (typeof folds)[number]
          const sets = [[dtrain, "train"], [dtest, "test"]] as const // prettier-ignore
          const outputMargin = objective !== undefined
          ofFolds.push(await booster.evaluate(sets, round, { metric: customMetric, outputMargin }))
        }
        return meanEvaluations(ofFolds)
      },
    })
    if (isStopped && best !== undefined) for (const values of Object.values(results)) values.length = best.round + 1
    return results
  } finally {
    for (const booster of boosters) booster.dispose()
    for (const { dtrain, dtest } of folds) for (const matrix of [dtrain, dtest]) matrix.dispose()
  }
}

/** `metrics`, or else those of the parameters, after all others as Python has them. */
function withMetrics({ params, metrics = [] }: CvOptions): CvOptions["params"] {
  const given = typeof metrics === "string" ? [metrics] : metrics
  return given.length === 0 ? params : { ...params, eval_metric: given }
}

function keepIn(results: Record<string, number[]>): RoundCallback {
  return {
    afterRound({ evaluations }) {
      for (const { data, metric, value, stdv = NaN } of evaluations) {
        ;(results[`${data}-${metric}-mean`] ??= []).push(value)
        ;(results[`${data}-${metric}-std`] ??= []).push(stdv)
      }
    },
  }
}
