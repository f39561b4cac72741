export type { Chart } from "./drawing/chart.ts"
export type { ThemeName } from "./drawing/theme.ts"
export type { HtmlOptions, PictureOptions, PngOptions } from "./figure.ts"
export { Figure } from "./figure.ts"
export type { ReportOptions } from "./html/report.ts"
export type { ParamAxis } from "./infos/axis.ts"
export type { ContourAxis, ContourInfo, ContourPanel } from "./infos/contour.ts"
export { contourInfo } from "./infos/contour.ts"
export type { EdfInfo, EdfLine } from "./infos/edf.ts"
export { edfInfo } from "./infos/edf.ts"
export type { HypervolumeHistoryInfo, HypervolumeHistoryOptions } from "./infos/hypervolume-history.ts"
export { hypervolumeHistoryInfo } from "./infos/hypervolume-history.ts"
export type { IntermediateValuesInfo, TrialReports } from "./infos/intermediate-values.ts"
export { intermediateValuesInfo } from "./infos/intermediate-values.ts"
export type {
  HistoryLine,
  NamedValues,
  OptimizationHistoryInfo,
  OptimizationHistoryOptions,
  ValueState,
} from "./infos/optimization-history.ts"
export { optimizationHistoryInfo } from "./infos/optimization-history.ts"
export type { ParallelAxis, Tick } from "./infos/parallel-axis.ts"
export type { ParallelCoordinateInfo } from "./infos/parallel-coordinate.ts"
export { parallelCoordinateInfo } from "./infos/parallel-coordinate.ts"
export type { ParamImportancesInfo, ParamImportancesOptions, TargetImportances } from "./infos/param-importances.ts"
export { paramImportancesInfo } from "./infos/param-importances.ts"
export type { ParamKind } from "./infos/params.ts"
export type { ParetoFrontInfo, ParetoFrontOptions, ParetoPoint } from "./infos/pareto-front.ts"
export { paretoFrontInfo } from "./infos/pareto-front.ts"
export type { RankInfo } from "./infos/rank.ts"
export { rankInfo } from "./infos/rank.ts"
export type { SliceInfo, SlicePanel } from "./infos/slice.ts"
export { sliceInfo } from "./infos/slice.ts"
export type { ParamOptions, TargetOptions } from "./infos/target.ts"
export type { TimelineBar, TimelineInfo, TimelineOptions } from "./infos/timeline.ts"
export { timelineInfo } from "./infos/timeline.ts"
export {
  plotContour,
  plotEdf,
  plotHypervolumeHistory,
  plotIntermediateValues,
  plotOptimizationHistory,
  plotParallelCoordinate,
  plotParamImportances,
  plotParetoFront,
  plotRank,
  plotSlice,
  plotTimeline,
} from "./plots.ts"
export type { PlotlyFigure, PlotlyLayout, PlotlyText, PlotlyTrace } from "./plotly/plotly-figure.ts"
export { renderReport, writeReport } from "./report.ts"
export type { StudyLike } from "./study-like.ts"
