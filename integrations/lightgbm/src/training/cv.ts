import type { Evaluation, RoundCallback } from "@parzen/boosting"
import { meanEvaluations, runRounds } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { Booster } from "../booster/booster.ts"
import { Dataset } from "../data/dataset.ts"
import type { LightGBMParams, MetricFunction } from "../params/params.ts"
import type { ResolvedParams } from "../params/resolve-params.ts"
import { resolveParams } from "../params/resolve-params.ts"
import { stoppingOf } from "./early-stopping-of.ts"
import type { FoldOptions } from "./folds-of.ts"
import { foldsOf } from "./folds-of.ts"
import { planOf } from "./training-plan.ts"

/** Options of {@link cv}. */
export interface CvOptions extends FoldOptions {
  readonly params: LightGBMParams
  readonly trainSet: Dataset
  /** How many rounds at most; 100 by default. `num_iterations` among the parameters goes before. */
  readonly numBoostRound?: number | undefined
  /** What to evaluate, in place of the parameter `metric`. */
  readonly metrics?: string | readonly string[] | undefined
  /** Metrics of your own. */
  readonly feval?: MetricFunction | readonly MetricFunction[] | undefined
  /** Training ends when no mean of a metric has become better for so many rounds; also `early_stopping_round`. */
  readonly earlyStoppingRounds?: number | undefined
  /** Whether the rows that each fold trains on are evaluated too. */
  readonly evalTrainMetric?: boolean | undefined
  readonly callbacks?: readonly RoundCallback<readonly Booster[]>[] | undefined
  /** Ends the training with its reason, after the round that goes on. */
  readonly signal?: AbortSignal | undefined
}

/**
 * For each metric the mean and the standard deviation over the folds, round by round: `result["valid auc-mean"][round]`, named as in
 * Python. With early stopping the last round is the best.
 */
export type CvResult = Readonly<Record<string, readonly number[]>>

/**
 * Cross-validates a training, all folds in step, as `cv` of LightGBM's Python package does (4.7.0). Callbacks see the means over
 * the folds as evaluations of `valid`, and of `train` with `evalTrainMetric`. With one thread per training the folds train side by
 * side, else one after the other.
 * @throws as `train`; INVALID_DATA if it cannot be split
 */
export async function cv(options: CvOptions): Promise<CvResult> {
  const { trainSet, feval, callbacks = [], signal, evalTrainMetric = false } = options
  if (!(trainSet instanceof Dataset))
    throw new ParzenError("INVALID_DATA", `trainSet: takes a Dataset, got ${describe(trainSet)}`)
  const plan = planOf(withMetrics(options), options.numBoostRound, options.earlyStoppingRounds)
  signal?.throwIfAborted()
  await trainSet.construct(plan.params)
  const folds = await openFolds(trainSet, plan.params, options)
  const boosters = folds.map(({ booster }) => booster)
  const inTurn = String(plan.params["num_threads"]) !== "1"
  const results: Record<string, number[]> = {}
  try {
    const { best } = await runRounds<readonly Booster[]>({
      model: boosters,
      numBoostRound: plan.numBoostRound,
      update: async () => void (await ofEach(boosters, inTurn, (booster) => booster.update(plan.objective))),
      evaluate: async () => {
        const evaluations = await ofEach(boosters, inTurn, async (booster) => [
          ...(evalTrainMetric ? await booster.evalTrain(feval, "train") : []),
          ...(await booster.evalValid(feval)),
        ])
        return record(results, meanEvaluations(evaluations))
      },
      callbacks: [...callbacks, ...stoppingOf(plan, true, evalTrainMetric ? "train" : undefined)],
      signal,
    })
    return best === undefined ? results : upTo(results, best.round + 1)
  } finally {
    for (const { booster, dispose } of folds) {
      dispose()
      booster.dispose()
    }
  }
}

interface Fold {
  readonly booster: Booster
  /** Lets go the rows that it was made of. */
  dispose(): void
}

async function openFolds(trainSet: Dataset, params: ResolvedParams, options: FoldOptions): Promise<readonly Fold[]> {
  const opened: Fold[] = []
  try {
    for (const [train, test] of foldsOf(trainSet, params, options)) {
      const parts = [trainSet.subset(train), trainSet.subset(test)] as const
      const dispose = (): void => parts.forEach((part) => part.dispose())
      try {
        const booster = await Booster.create(params, parts[0])
        opened.push({ booster, dispose })
        await booster.addValid(parts[1], "valid")
      } catch (error) {
        dispose()
        throw error
      }
    }
    return opened
  } catch (error) {
    for (const { booster, dispose } of opened) {
      booster.dispose()
      dispose()
    }
    throw error
  }
}

async function ofEach<T>(
  boosters: readonly Booster[],
  inTurn: boolean,
  work: (booster: Booster) => Promise<T>,
): Promise<T[]> {
  if (!inTurn) return Promise.all(boosters.map(work))
  const all: T[] = []
  for (const booster of boosters) all.push(await work(booster))
  return all
}

function record(results: Record<string, number[]>, evaluations: readonly Evaluation[]): readonly Evaluation[] {
  for (const { data, metric, value, stdv = 0 } of evaluations) {
    ;(results[`${data} ${metric}-mean`] ??= []).push(value)
    ;(results[`${data} ${metric}-stdv`] ??= []).push(stdv)
  }
  return evaluations
}

function upTo(results: CvResult, nRounds: number): CvResult {
  return Object.fromEntries(Object.entries(results).map(([name, values]) => [name, values.slice(0, nRounds)]))
}

function withMetrics({ params, metrics }: CvOptions): LightGBMParams {
  return metrics === undefined ? params : { ...resolveParams(params), ...objectiveOf(params), metric: metrics }
}

// A loss of the user's is a function, which resolving takes out.
function objectiveOf(params: LightGBMParams): LightGBMParams {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value === "function"))
}
