import type { ParamAxis } from "../infos/axis.ts"
import type { PlotlyLayout } from "./plotly-figure.ts"

/** Range and type of a parameter's axis; of a log axis the range is in powers of ten. */
export function plotlyAxis({ param, isCategory, range }: ParamAxis): PlotlyLayout {
  if (param.isLog) return { range: range.map(Math.log10), type: "log" }
  return isCategory ? { range, type: "category" } : { range }
}
