import type { EdfInfo } from "./infos/edf.ts"
import { edfInfo } from "./infos/edf.ts"
import type { ContourInfo } from "./infos/contour.ts"
import { contourInfo } from "./infos/contour.ts"
import type { HypervolumeHistoryInfo, HypervolumeHistoryOptions } from "./infos/hypervolume-history.ts"
import { hypervolumeHistoryInfo } from "./infos/hypervolume-history.ts"
import type { IntermediateValuesInfo } from "./infos/intermediate-values.ts"
import { intermediateValuesInfo } from "./infos/intermediate-values.ts"
import type { OptimizationHistoryInfo, OptimizationHistoryOptions } from "./infos/optimization-history.ts"
import { optimizationHistoryInfo } from "./infos/optimization-history.ts"
import type { ParallelCoordinateInfo } from "./infos/parallel-coordinate.ts"
import { parallelCoordinateInfo } from "./infos/parallel-coordinate.ts"
import type { ParamImportancesInfo, ParamImportancesOptions } from "./infos/param-importances.ts"
import { paramImportancesInfo } from "./infos/param-importances.ts"
import type { ParetoFrontInfo, ParetoFrontOptions } from "./infos/pareto-front.ts"
import { paretoFrontInfo } from "./infos/pareto-front.ts"
import type { RankInfo } from "./infos/rank.ts"
import { rankInfo } from "./infos/rank.ts"
import type { SliceInfo } from "./infos/slice.ts"
import { sliceInfo } from "./infos/slice.ts"
import type { ParamOptions, TargetOptions } from "./infos/target.ts"
import type { TimelineInfo, TimelineOptions } from "./infos/timeline.ts"
import { timelineInfo } from "./infos/timeline.ts"
import { Figure } from "./figure.ts"
import { contourPlotly } from "./plotly/contour.ts"
import { edfPlotly } from "./plotly/edf.ts"
import { hypervolumeHistoryPlotly } from "./plotly/hypervolume-history.ts"
import { intermediateValuesPlotly } from "./plotly/intermediate-values.ts"
import { optimizationHistoryPlotly } from "./plotly/optimization-history.ts"
import { parallelCoordinatePlotly } from "./plotly/parallel-coordinate.ts"
import { paramImportancesPlotly } from "./plotly/param-importances.ts"
import { paretoFrontPlotly } from "./plotly/pareto-front.ts"
import { rankPlotly } from "./plotly/rank.ts"
import { slicePlotly } from "./plotly/slice.ts"
import { timelinePlotly } from "./plotly/timeline.ts"
import type { StudyLike } from "./study-like.ts"

/** The value of each trial and the best so far, of one study or several. @throws as `optimizationHistoryInfo` does */
export function plotOptimizationHistory(
  study: StudyLike | readonly StudyLike[],
  options: OptimizationHistoryOptions = {},
): Figure<OptimizationHistoryInfo> {
  const info = optimizationHistoryInfo(study, options)
  return new Figure({
    kind: "optimization_history",
    info,
    toPlotly: optimizationHistoryPlotly,
    toChart: async (info) => (await import("./drawing/charts/optimization-history.ts")).optimizationHistoryChart(info),
  })
}

/** What each trial reported, step by step. @throws as `intermediateValuesInfo` does */
export function plotIntermediateValues(study: StudyLike): Figure<IntermediateValuesInfo> {
  const info = intermediateValuesInfo(study)
  return new Figure({
    kind: "intermediate_values",
    info,
    toPlotly: intermediateValuesPlotly,
    toChart: async (info) => (await import("./drawing/charts/intermediate-values.ts")).intermediateValuesChart(info),
  })
}

/** Each parameter against the objective. @throws as `sliceInfo` does */
export function plotSlice(study: StudyLike, options: ParamOptions = {}): Figure<SliceInfo> {
  return new Figure({
    kind: "slice",
    info: sliceInfo(study, options),
    toPlotly: slicePlotly,
    toChart: async (info) => (await import("./drawing/charts/slice.ts")).sliceChart(info),
  })
}

/** The objective over pairs of parameters. @throws as `contourInfo` does */
export function plotContour(study: StudyLike, options: ParamOptions = {}): Figure<ContourInfo> {
  return new Figure({
    kind: "contour",
    info: contourInfo(study, options),
    toPlotly: contourPlotly,
    toChart: async (info) => (await import("./drawing/charts/contour.ts")).contourChart(info),
  })
}

/** Pairs of parameters, coloured by the rank of the objective. @throws as `rankInfo` does */
export function plotRank(study: StudyLike, options: ParamOptions = {}): Figure<RankInfo> {
  const info = rankInfo(study, options)
  return new Figure({
    kind: "rank",
    info,
    toPlotly: rankPlotly,
    toChart: async (info) => (await import("./drawing/charts/rank.ts")).rankChart(info),
  })
}

/** Every trial as a line over parallel axes. @throws as `parallelCoordinateInfo` does */
export function plotParallelCoordinate(study: StudyLike, options: ParamOptions = {}): Figure<ParallelCoordinateInfo> {
  const info = parallelCoordinateInfo(study, options)
  return new Figure({
    kind: "parallel_coordinate",
    info,
    toPlotly: parallelCoordinatePlotly,
    toChart: async (info) => (await import("./drawing/charts/parallel-coordinate.ts")).parallelCoordinateChart(info),
  })
}

/** How much each parameter matters. @throws as `paramImportancesInfo` does */
export function plotParamImportances(
  study: StudyLike,
  options: ParamImportancesOptions = {},
): Figure<ParamImportancesInfo> {
  const info = paramImportancesInfo(study, options)
  return new Figure({
    kind: "param_importances",
    info,
    toPlotly: paramImportancesPlotly,
    toChart: async (info) => (await import("./drawing/charts/param-importances.ts")).paramImportancesChart(info),
  })
}

/** The trials of 2 or 3 objectives, those that no other dominates apart. @throws as `paretoFrontInfo` does */
export function plotParetoFront(study: StudyLike, options: ParetoFrontOptions = {}): Figure<ParetoFrontInfo> {
  const info = paretoFrontInfo(study, options)
  return new Figure({
    kind: "pareto_front",
    info,
    toPlotly: paretoFrontPlotly,
    toChart: async (info) => (await import("./drawing/charts/pareto-front.ts")).paretoFrontChart(info),
  })
}

/** The volume that the trials so far dominate. @throws as `hypervolumeHistoryInfo` does */
export function plotHypervolumeHistory(
  study: StudyLike,
  options: HypervolumeHistoryOptions,
): Figure<HypervolumeHistoryInfo> {
  const info = hypervolumeHistoryInfo(study, options)
  return new Figure({
    kind: "hypervolume_history",
    info,
    toPlotly: hypervolumeHistoryPlotly,
    toChart: async (info) => (await import("./drawing/charts/hypervolume-history.ts")).hypervolumeHistoryChart(info),
  })
}

/** How the values of one study or several are distributed. @throws as `edfInfo` does */
export function plotEdf(study: StudyLike | readonly StudyLike[], options: TargetOptions = {}): Figure<EdfInfo> {
  const info = edfInfo(study, options)
  return new Figure({
    kind: "edf",
    info,
    toPlotly: edfPlotly,
    toChart: async (info) => (await import("./drawing/charts/edf.ts")).edfChart(info),
  })
}

/** When each trial ran and how it ended. @throws as `timelineInfo` does */
export function plotTimeline(study: StudyLike, options: TimelineOptions = {}): Figure<TimelineInfo> {
  return new Figure({
    kind: "timeline",
    info: timelineInfo(study, options),
    toPlotly: timelinePlotly,
    toChart: async (info) => (await import("./drawing/charts/timeline.ts")).timelineChart(info),
  })
}
