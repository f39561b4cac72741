export { checkSameLength, checkXY } from "./data/check-x-y.ts"
export type { Data, DenseArray, MatrixLike, NumericArray, RowSource } from "./data/data.ts"
export { countRows, takeRows } from "./data/data.ts"
export type { EncodedLabels, Label } from "./data/labels.ts"
export { encodeClasses, encodeLabels } from "./data/labels.ts"
export { toRows } from "./data/to-rows.ts"
export type { Decisions, Estimator, FitOptions } from "./estimator.ts"
export { mean } from "./mean.ts"
export type { WeightOptions } from "./metrics/check-weights.ts"
export type { AccuracyOptions } from "./metrics/classification/accuracy-score.ts"
export { accuracyScore } from "./metrics/classification/accuracy-score.ts"
export type { BalancedAccuracyOptions } from "./metrics/classification/balanced-accuracy-score.ts"
export { balancedAccuracyScore } from "./metrics/classification/balanced-accuracy-score.ts"
export type { LikelihoodRatioOptions, LikelihoodRatios } from "./metrics/classification/class-likelihood-ratios.ts"
export { classLikelihoodRatios } from "./metrics/classification/class-likelihood-ratios.ts"
export type { ConfusionMatrixOptions } from "./metrics/classification/confusion-matrix.ts"
export { confusionMatrix } from "./metrics/classification/confusion-matrix.ts"
export { jaccardScore } from "./metrics/classification/jaccard-score.ts"
export type { LabelAverage, LabelAverageOptions, PerLabel } from "./metrics/classification/label-average.ts"
export { matthewsCorrcoef } from "./metrics/classification/matthews-corrcoef.ts"
export type { FbetaOptions } from "./metrics/classification/precision-recall.ts"
export { f1Score, fbetaScore, precisionScore, recallScore } from "./metrics/classification/precision-recall.ts"
export type { ClassTargets } from "./metrics/pair-targets.ts"
export type { BrierOptions, D2BrierOptions } from "./metrics/probabilities/brier-score.ts"
export { brierScoreLoss, d2BrierScore } from "./metrics/probabilities/brier-score.ts"
export type { ProbabilityOptions } from "./metrics/probabilities/check-probabilities.ts"
export type { LogLossOptions } from "./metrics/probabilities/log-loss.ts"
export { d2LogLossScore, logLoss } from "./metrics/probabilities/log-loss.ts"
export { auc } from "./metrics/ranking/auc.ts"
export type { AveragePrecisionOptions } from "./metrics/ranking/average-precision-score.ts"
export { averagePrecisionScore } from "./metrics/ranking/average-precision-score.ts"
export type { ScoreAverage } from "./metrics/ranking/binary-average.ts"
export type { CurveOptions } from "./metrics/ranking/binary-targets.ts"
export type { PrecisionRecallCurve } from "./metrics/ranking/precision-recall-curve.ts"
export { precisionRecallCurve } from "./metrics/ranking/precision-recall-curve.ts"
export type { RocAucOptions } from "./metrics/ranking/roc-auc-score.ts"
export { rocAucScore } from "./metrics/ranking/roc-auc-score.ts"
export type { RocCurve, RocCurveOptions } from "./metrics/ranking/roc-curve.ts"
export { rocCurve } from "./metrics/ranking/roc-curve.ts"
export type { TopKAccuracyOptions } from "./metrics/ranking/top-k-accuracy-score.ts"
export { topKAccuracyScore } from "./metrics/ranking/top-k-accuracy-score.ts"
export {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
} from "./metrics/regression/absolute-error.ts"
export type { ErrorOptions, Multioutput, RawValues, RegressionTargets } from "./metrics/regression/check-regression.ts"
export type { ShareMultioutput } from "./metrics/regression/explained-share.ts"
export { explainedVarianceScore } from "./metrics/regression/explained-variance-score.ts"
export type { PinballOptions } from "./metrics/regression/pinball-loss.ts"
export { d2AbsoluteErrorScore, d2PinballScore, meanPinballLoss } from "./metrics/regression/pinball-loss.ts"
export type { R2Options } from "./metrics/regression/r2-score.ts"
export { r2Score } from "./metrics/regression/r2-score.ts"
export {
  meanSquaredError,
  meanSquaredLogError,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
} from "./metrics/regression/squared-error.ts"
export type { TweedieOptions } from "./metrics/regression/tweedie-deviance.ts"
export {
  d2TweedieScore,
  meanGammaDeviance,
  meanPoissonDeviance,
  meanTweedieDeviance,
} from "./metrics/regression/tweedie-deviance.ts"
export type { LoguniformVariable } from "./sampling/loguniform.ts"
export { loguniform } from "./sampling/loguniform.ts"
export type { GridPoint, ParamGrid } from "./sampling/parameter-grid.ts"
export { ParameterGrid } from "./sampling/parameter-grid.ts"
export type { ParamDistributions, ParameterSamplerOptions, SampledParams } from "./sampling/parameter-sampler.ts"
export { ParameterSampler } from "./sampling/parameter-sampler.ts"
export type { RandintVariable } from "./sampling/randint.ts"
export { randint } from "./sampling/randint.ts"
export type { RandomVariable } from "./sampling/random-variable.ts"
export { isRandomVariable } from "./sampling/random-variable.ts"
export type { UniformVariable } from "./sampling/uniform.ts"
export { uniform } from "./sampling/uniform.ts"
export type { MetricScorer, OnScorerError } from "./scoring/check-scoring.ts"
export { checkScoring } from "./scoring/check-scoring.ts"
export type { MadeScorer, MakeScorerOptions, Metric, MetricOptions } from "./scoring/make-scorer.ts"
export { makeScorer } from "./scoring/make-scorer.ts"
export { getScorer, getScorerNames } from "./scoring/named-scorers.ts"
export type { ResponseMethod } from "./scoring/response.ts"
export type {
  ClassifierScorerName,
  MultiScorer,
  NamedScoring,
  RegressorScorerName,
  Scorer,
  ScorerName,
  ScorerOptions,
  Scores,
  Scoring,
  SingleScoring,
} from "./scoring/scorer.ts"
export type { CV } from "./splits/check-cv.ts"
export { checkCv } from "./splits/check-cv.ts"
export { GroupKFold } from "./splits/group-k-fold.ts"
export { GroupShuffleSplit } from "./splits/group-shuffle-split.ts"
export type { KFoldOptions } from "./splits/k-fold.ts"
export { KFold } from "./splits/k-fold.ts"
export { LeaveOneGroupOut } from "./splits/leave-one-group-out.ts"
export { LeaveOneOut } from "./splits/leave-one-out.ts"
export { LeavePGroupsOut } from "./splits/leave-p-groups-out.ts"
export { LeavePOut } from "./splits/leave-p-out.ts"
export { PredefinedSplit } from "./splits/predefined-split.ts"
export type { RandomStateOption } from "./splits/random-state.ts"
export { RepeatedKFold } from "./splits/repeated-k-fold.ts"
export { RepeatedStratifiedKFold } from "./splits/repeated-stratified-k-fold.ts"
export type { RepeatedOptions } from "./splits/repeated.ts"
export type { ShuffleSplitOptions, SizeOptions } from "./splits/shuffle-sizes.ts"
export { ShuffleSplit } from "./splits/shuffle-split.ts"
export type { Split, Splitter } from "./splits/splitter.ts"
export { StratifiedGroupKFold } from "./splits/stratified-group-k-fold.ts"
export { StratifiedKFold } from "./splits/stratified-k-fold.ts"
export { StratifiedShuffleSplit } from "./splits/stratified-shuffle-split.ts"
export type { TimeSeriesSplitOptions } from "./splits/time-series-split.ts"
export { TimeSeriesSplit } from "./splits/time-series-split.ts"
export type { TrainTestSplit, TrainTestSplitOptions } from "./splits/train-test-split.ts"
export { trainTestSplit } from "./splits/train-test-split.ts"
export { crossValScore } from "./validation/cross-val-score.ts"
export type { CrossValidateOptions, CrossValScoreOptions, FoldReport } from "./validation/cross-validate-options.ts"
export type { CrossValidation, EstimatorSource } from "./validation/cross-validate.ts"
export { crossValidate } from "./validation/cross-validate.ts"
export type { FitAndScoreOptions, FitResult } from "./validation/fit-and-score.ts"
export { fitAndScore } from "./validation/fit-and-score.ts"
