import type { HypervolumeHistoryInfo } from "../infos/hypervolume-history.ts"
import type { PlotlyFigure } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"

/** The hypervolume history as Optuna 5.0.0 draws it. */
export function hypervolumeHistoryPlotly({ trialNumbers, values }: HypervolumeHistoryInfo): PlotlyFigure {
  return {
    data: [{ type: "scatter", mode: "lines+markers", x: trialNumbers, y: values }],
    layout: { ...titled("Hypervolume History Plot"), xaxis: titled("Trial"), yaxis: titled("Hypervolume") },
  }
}
