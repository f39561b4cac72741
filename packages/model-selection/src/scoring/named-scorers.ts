import { ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import { accuracyScore } from "../metrics/classification/accuracy-score.ts"
import { balancedAccuracyScore } from "../metrics/classification/balanced-accuracy-score.ts"
import { classLikelihoodRatios } from "../metrics/classification/class-likelihood-ratios.ts"
import { jaccardScore } from "../metrics/classification/jaccard-score.ts"
import type { LabelAverageOptions } from "../metrics/classification/label-average.ts"
import { matthewsCorrcoef } from "../metrics/classification/matthews-corrcoef.ts"
import { f1Score, precisionScore, recallScore } from "../metrics/classification/precision-recall.ts"
import type { WeightOptions } from "../metrics/check-weights.ts"
import type { ClassTargets } from "../metrics/pair-targets.ts"
import { brierScoreLoss, d2BrierScore } from "../metrics/probabilities/brier-score.ts"
import { d2LogLossScore, logLoss } from "../metrics/probabilities/log-loss.ts"
import { averagePrecisionScore } from "../metrics/ranking/average-precision-score.ts"
import { rocAucScore } from "../metrics/ranking/roc-auc-score.ts"
import { topKAccuracyScore } from "../metrics/ranking/top-k-accuracy-score.ts"
import {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
} from "../metrics/regression/absolute-error.ts"
import { explainedVarianceScore } from "../metrics/regression/explained-variance-score.ts"
import { d2AbsoluteErrorScore } from "../metrics/regression/pinball-loss.ts"
import { r2Score } from "../metrics/regression/r2-score.ts"
import {
  meanSquaredError,
  meanSquaredLogError,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
} from "../metrics/regression/squared-error.ts"
import { meanGammaDeviance, meanPoissonDeviance } from "../metrics/regression/tweedie-deviance.ts"
import type { MadeScorer, MakeScorerOptions } from "./make-scorer.ts"
import { makeScorer } from "./make-scorer.ts"
import type { Scorer, ScorerName } from "./scorer.ts"

const LOSS = { greaterIsBetter: false } as const
const PROBABILITY = { responseMethod: "predictProba" } as const
const DECISION: MakeScorerOptions = { responseMethod: ["decisionFunction", "predictProba"] }

/** Odds ratios with 1 where they are not defined, as a score has to be a number. */
const ratios = (
  yTrue: ClassTargets,
  yPred: ClassTargets,
  { sampleWeight }: WeightOptions = {},
): { positive: number; negative: number } =>
  classLikelihoodRatios(yTrue, yPred, { sampleWeight, replaceUndefinedBy: { positive: 1, negative: 1 } })

const positiveLikelihoodRatio = (yTrue: ClassTargets, yPred: ClassTargets, options?: WeightOptions): number =>
  ratios(yTrue, yPred, options).positive

const negativeLikelihoodRatio = (yTrue: ClassTargets, yPred: ClassTargets, options?: WeightOptions): number =>
  ratios(yTrue, yPred, options).negative

type LabelMetric = (yTrue: ClassTargets, yPred: ClassTargets, options?: LabelAverageOptions) => number

/** The scorers of a metric under its name, for two classes, and under its name and an average. */
function perAverage<Name extends string>(
  name: Name,
  metric: LabelMetric,
): Record<Name | `${Name}_${"macro" | "micro" | "samples" | "weighted"}`, MadeScorer> {
  const averages = (["macro", "micro", "samples", "weighted"] as const).map(
    (average) => [`${name}_${average}`, makeScorer(metric, { average, posLabel: null })] as const,
  )
  return Object.fromEntries([
    [name, makeScorer(metric, { average: "binary", posLabel: 1 })],
    ...averages,
  ]) as ReturnType<typeof perAverage<Name>>
}

let scorers: Readonly<Record<ScorerName, MadeScorer>> | undefined
let metrics: ReadonlySet<unknown> | undefined

/** Made at the first call, so that who wants none of them bundles none. */
function allScorers(): Readonly<Record<ScorerName, MadeScorer>> {
  scorers ??= {
    accuracy: makeScorer(accuracyScore),
    average_precision: makeScorer(averagePrecisionScore, { ...DECISION, posLabel: 1 }),
    balanced_accuracy: makeScorer(balancedAccuracyScore),
    d2_absolute_error_score: makeScorer(d2AbsoluteErrorScore),
    d2_brier_score: makeScorer(d2BrierScore, PROBABILITY),
    d2_log_loss_score: makeScorer(d2LogLossScore, PROBABILITY),
    explained_variance: makeScorer(explainedVarianceScore),
    matthews_corrcoef: makeScorer(matthewsCorrcoef),
    neg_brier_score: makeScorer(brierScoreLoss, { ...LOSS, ...PROBABILITY }),
    neg_log_loss: makeScorer(logLoss, { ...LOSS, ...PROBABILITY }),
    neg_max_error: makeScorer(maxError, LOSS),
    neg_mean_absolute_error: makeScorer(meanAbsoluteError, LOSS),
    neg_mean_absolute_percentage_error: makeScorer(meanAbsolutePercentageError, LOSS),
    neg_mean_gamma_deviance: makeScorer(meanGammaDeviance, LOSS),
    neg_mean_poisson_deviance: makeScorer(meanPoissonDeviance, LOSS),
    neg_mean_squared_error: makeScorer(meanSquaredError, LOSS),
    neg_mean_squared_log_error: makeScorer(meanSquaredLogError, LOSS),
    neg_median_absolute_error: makeScorer(medianAbsoluteError, LOSS),
    neg_negative_likelihood_ratio: makeScorer(negativeLikelihoodRatio, LOSS),
    neg_root_mean_squared_error: makeScorer(rootMeanSquaredError, LOSS),
    neg_root_mean_squared_log_error: makeScorer(rootMeanSquaredLogError, LOSS),
    positive_likelihood_ratio: makeScorer(positiveLikelihoodRatio),
    r2: makeScorer(r2Score),
    roc_auc: makeScorer(rocAucScore, DECISION),
    roc_auc_ovo: makeScorer(rocAucScore, { ...PROBABILITY, multiClass: "ovo" }),
    roc_auc_ovo_weighted: makeScorer(rocAucScore, { ...PROBABILITY, multiClass: "ovo", average: "weighted" }),
    roc_auc_ovr: makeScorer(rocAucScore, { ...PROBABILITY, multiClass: "ovr" }),
    roc_auc_ovr_weighted: makeScorer(rocAucScore, { ...PROBABILITY, multiClass: "ovr", average: "weighted" }),
    top_k_accuracy: makeScorer(topKAccuracyScore, DECISION),
    ...perAverage("f1", f1Score),
    ...perAverage("jaccard", jaccardScore),
    ...perAverage("precision", precisionScore),
    ...perAverage("recall", recallScore),
  }
  return scorers
}

function allMetrics(): ReadonlySet<unknown> {
  metrics ??= new Set(Object.values(allScorers()).map(({ metric }) => metric))
  return metrics
}

/** The names that a scorer has, ascending. */
export function getScorerNames(): ScorerName[] {
  return (Object.keys(allScorers()) as ScorerName[]).sort()
}

/**
 * The scorer of that name, or the function that was given.
 * @throws UNKNOWN_SCORER for another name; INVALID_ARGUMENT for a metric of this package, of which `makeScorer` makes a
 * scorer
 */
export function getScorer<X extends Data = Data, Y = Label>(scoring: ScorerName | Scorer<X, Y>): Scorer<X, Y> {
  if (typeof scoring === "function") {
    if (!allMetrics().has(scoring)) return scoring
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `scoring: ${scoring.name} is a metric; makeScorer(${scoring.name}) is a scorer`,
    )
  }
  const known = allScorers()
  // A scorer of any labels in any data is one of these.
  if (Object.hasOwn(known, scoring)) return known[scoring] as unknown as Scorer<X, Y>
  throw new ParzenError("UNKNOWN_SCORER", `scoring: '${String(scoring)}' is none of ${getScorerNames().join(", ")}`)
}
