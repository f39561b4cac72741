import type { EdfInfo } from "../infos/edf.ts"
import type { PlotlyFigure } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"

/** The empirical distribution function as Optuna 5.0.0 draws it. */
export function edfPlotly({ lines, x, targetName }: EdfInfo): PlotlyFigure {
  return {
    data: lines.map(({ studyName, y }) => ({ type: "scatter", mode: "lines", name: studyName, x, y })),
    layout: {
      ...titled("Empirical Distribution Function Plot"),
      xaxis: titled(targetName),
      yaxis: { ...titled("Cumulative Probability"), ...(lines.length > 0 && { range: [0, 1] }) },
    },
  }
}
