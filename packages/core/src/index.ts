export type { CategoricalChoice } from "./distributions/categorical.ts"
export { categorical, CategoricalDistribution } from "./distributions/categorical.ts"
export type { Distribution, Params, ParamValue, ValueOf } from "./distributions/distribution.ts"
export { checkCompatible, sameDistribution } from "./distributions/distribution.ts"
export type { FloatOptions } from "./distributions/float.ts"
export { float, FloatDistribution } from "./distributions/float.ts"
export type { IntOptions } from "./distributions/int.ts"
export { int, IntDistribution } from "./distributions/int.ts"
export { distributionToJson, jsonToDistribution } from "./distributions/json.ts"
export type { ErrorCode } from "./errors.ts"
export { describe, isParzenError, isTrialPruned, ParzenError, TrialPruned } from "./errors.ts"
export type { EvaluateOptions, ImportanceEvaluator, StudyTrials } from "./importance/evaluator.ts"
export type { Interaction } from "./importance/fanova.ts"
export { FanovaImportanceEvaluator } from "./importance/fanova.ts"
export type { ForestImportanceOptions } from "./importance/forest/forest-options.ts"
export type { ParamImportancesOptions } from "./importance/get-param-importances.ts"
export { getParamImportances } from "./importance/get-param-importances.ts"
export { MeanDecreaseImpurityImportanceEvaluator } from "./importance/mean-decrease-impurity.ts"
export type { PedAnovaOptions } from "./importance/ped-anova.ts"
export { PedAnovaImportanceEvaluator } from "./importance/ped-anova.ts"
export type { LogLevel, LogRecord, LogSink, Verbosity } from "./logging.ts"
export { formatLogRecord, getVerbosity, isLogged, log, setLogSink, setVerbosity, warn } from "./logging.ts"
export type { HyperbandPrunerOptions } from "./pruners/hyperband.ts"
export { HyperbandPruner } from "./pruners/hyperband.ts"
export { MedianPruner } from "./pruners/median.ts"
export { NopPruner } from "./pruners/nop.ts"
export type { PatientPrunerOptions } from "./pruners/patient.ts"
export { PatientPruner } from "./pruners/patient.ts"
export type { PercentilePrunerOptions } from "./pruners/percentile.ts"
export { PercentilePruner } from "./pruners/percentile.ts"
export type { Pruner } from "./pruners/pruner.ts"
export type { SuccessiveHalvingPrunerOptions } from "./pruners/successive-halving.ts"
export { SuccessiveHalvingPruner } from "./pruners/successive-halving.ts"
export type { ThresholdPrunerOptions } from "./pruners/threshold.ts"
export { ThresholdPruner } from "./pruners/threshold.ts"
export type { WilcoxonPrunerOptions } from "./pruners/wilcoxon.ts"
export { WilcoxonPruner } from "./pruners/wilcoxon.ts"
export { Generator } from "./random/generator.ts"
export { RandomState } from "./random/random-state.ts"
export type { AutoSamplerOptions } from "./samplers/auto.ts"
export { AutoSampler } from "./samplers/auto.ts"
export type { BruteForceSamplerOptions } from "./samplers/brute-force.ts"
export { BruteForceSampler } from "./samplers/brute-force.ts"
export { CmaEsSampler } from "./samplers/cma-es.ts"
export type { CmaEsSamplerOptions } from "./samplers/cma-es/options.ts"
export type { GridSamplerOptions } from "./samplers/grid.ts"
export { GridSampler } from "./samplers/grid.ts"
export type { Crossover } from "./samplers/nsga/crossover.ts"
export type { BLXAlphaCrossoverOptions } from "./samplers/nsga/crossovers/blx-alpha.ts"
export { BLXAlphaCrossover } from "./samplers/nsga/crossovers/blx-alpha.ts"
export type { SimulatedBinaryOptions } from "./samplers/nsga/crossovers/gene-exchange.ts"
export { SBXCrossover } from "./samplers/nsga/crossovers/sbx.ts"
export type { SPXCrossoverOptions } from "./samplers/nsga/crossovers/spx.ts"
export { SPXCrossover } from "./samplers/nsga/crossovers/spx.ts"
export type { UNDXCrossoverOptions } from "./samplers/nsga/crossovers/undx.ts"
export { UNDXCrossover } from "./samplers/nsga/crossovers/undx.ts"
export type { UniformCrossoverOptions } from "./samplers/nsga/crossovers/uniform.ts"
export { UniformCrossover } from "./samplers/nsga/crossovers/uniform.ts"
export { VSBXCrossover } from "./samplers/nsga/crossovers/vsbx.ts"
export type { ElitePopulationSelectionStrategy } from "./samplers/nsga/elite-strategy.ts"
export type { AfterTrialStrategy, ChildGenerationStrategy, GeneticOptions } from "./samplers/nsga/genetic-sampler.ts"
export type { Mutation } from "./samplers/nsga/mutation.ts"
export type { PolynomialMutationOptions } from "./samplers/nsga/polynomial-mutation.ts"
export { PolynomialMutation } from "./samplers/nsga/polynomial-mutation.ts"
export type { NSGAIISamplerOptions } from "./samplers/nsga-ii.ts"
export { NSGAIISampler } from "./samplers/nsga-ii.ts"
export type { NSGAIIISamplerOptions } from "./samplers/nsga-iii.ts"
export { NSGAIIISampler } from "./samplers/nsga-iii.ts"
export type { PartialFixedSamplerOptions } from "./samplers/partial-fixed.ts"
export { PartialFixedSampler } from "./samplers/partial-fixed.ts"
export type { QMCSamplerOptions } from "./samplers/qmc.ts"
export { QMCSampler } from "./samplers/qmc.ts"
export type { RandomSamplerOptions } from "./samplers/random.ts"
export { RandomSampler } from "./samplers/random.ts"
export type { Sampler, TakeNumber } from "./samplers/sampler.ts"
export type { TPESamplerOptions } from "./samplers/tpe/tpe-sampler.ts"
export { TPESampler } from "./samplers/tpe/tpe-sampler.ts"
export { IntersectionSearchSpace } from "./space/intersection.ts"
export type { SearchSpace } from "./space/search-space.ts"
export type { ColumnBounds } from "./space/transform.ts"
export { InMemoryStorage } from "./storage/in-memory.ts"
export type { RetryHeartbeatStaleTrialOptions } from "./storage/retry-stale-trial.ts"
export { RetryHeartbeatStaleTrialCallback } from "./storage/retry-stale-trial.ts"
export type {
  Changes,
  Finish,
  Leases,
  ParamWrite,
  Revision,
  StaleTrialCallback,
  StartedTrial,
  Storage,
  StudyHeader,
  StudySummaryHeader,
  TrialWrites,
  Writes,
} from "./storage/storage.ts"
export { breathe } from "./study/breathe.ts"
export type { MaxTrialsOptions, NoImprovementOptions } from "./study/callbacks.ts"
export { MaxTrialsCallback, NoImprovementCallback, TargetCallback } from "./study/callbacks.ts"
export { toCsv } from "./study/csv.ts"
export type { TrialLike } from "./study/fixed-trial.ts"
export { FixedTrial } from "./study/fixed-trial.ts"
export { openProgressBar } from "./study/open-progress-bar.ts"
export type { Objective } from "./study/optimize.ts"
export type { ObjectiveValue } from "./study/outcome.ts"
export type { ProgressBar, ProgressBest, ProgressGoal } from "./study/progress-bar.ts"
export type { ProgressSink } from "./study/progress-sink.ts"
export { setProgressSink } from "./study/progress-sink.ts"
export type {
  CopyStudyOptions,
  CreateStudyOptions,
  DeleteStudyOptions,
  LoadStudyOptions,
  StudySummariesOptions,
  StudySummary,
} from "./study/studies.ts"
export {
  copyStudy,
  createStudy,
  deleteStudy,
  getAllStudyNames,
  getAllStudySummaries,
  loadStudy,
} from "./study/studies.ts"
export type { AskOptions, EnqueueOptions, OptimizeOptions, Study, StudyCallback, TellOptions } from "./study/study.ts"
export type { Trial } from "./study/trial.ts"
export type { TrialAttr, TrialsTable, TrialsTableOptions } from "./study/trials-table.ts"
export { trialsToTable } from "./study/trials-table.ts"
export { viewOf } from "./study/view-of.ts"
export type { Attrs, Json } from "./trial/attrs.ts"
export type { Constraints } from "./trial/constraints.ts"
export type { CreateTrialOptions } from "./trial/create-trial.ts"
export { createTrial } from "./trial/create-trial.ts"
export type { Direction } from "./trial/direction.ts"
export type { FrozenTrial, TrialFields } from "./trial/frozen-trial.ts"
export { TrialRecord } from "./trial/frozen-trial.ts"
export type { FinishedState, TrialState } from "./trial/state.ts"
export type { StudyView, TrialHistory, TrialView } from "./trial/study-view.ts"
