import type { IntermediateValuesInfo } from "../infos/intermediate-values.ts"
import type { PlotlyFigure } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"

/** The intermediate values as Optuna 5.0.0 draws them. */
export function intermediateValuesPlotly({ trials }: IntermediateValuesInfo): PlotlyFigure {
  return {
    data: trials.map(({ trialNumber, isFeasible, steps, values }) => ({
      type: "scatter",
      marker: { maxdisplayed: 10, ...(!isFeasible && { color: "#CCCCCC" }) },
      mode: "lines+markers",
      name: `Trial${trialNumber}`,
      x: steps,
      y: values,
    })),
    layout: {
      showlegend: false,
      ...titled("Intermediate Values Plot"),
      xaxis: titled("Step"),
      yaxis: titled("Intermediate Value"),
    },
  }
}
