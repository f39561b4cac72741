import type { ParetoFrontInfo, ParetoPoint } from "../infos/pareto-front.ts"
import type { Stops } from "./colors.ts"
import { BLUES, colorscale, INFEASIBLE, REDS } from "./colors.ts"
import type { PlotlyFigure, PlotlyLayout, PlotlyTrace } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"

/** The Pareto front as Optuna 5.0.0 draws it. */
export function paretoFrontPlotly(info: ParetoFrontInfo): PlotlyFigure {
  const { best, dominated, infeasible, hasConstraints, includesDominated } = info
  const [x = "", y = "", z] = info.targetNames
  const is3d = z !== undefined
  const data = [
    ...(hasConstraints ? [points(infeasible, is3d, "Infeasible Trial", { color: INFEASIBLE })] : []),
    points(dominated, is3d, hasConstraints ? "Feasible Trial" : "Trial", marker(dominated, BLUES, titled("Trial"))),
    points(
      best,
      is3d,
      "Best Trial",
      marker(best, REDS, { ...titled("Best Trial"), x: includesDominated ? 1.1 : 1, xpad: 40 }),
    ),
  ]
  const title = titled("Pareto-front Plot")
  const axes = { xaxis: titled(x), yaxis: titled(y) }
  const layout: PlotlyLayout = is3d ? { scene: { ...axes, zaxis: titled(z) }, ...title } : { ...title, ...axes }
  return { data, layout }
}

function points(list: readonly ParetoPoint[], is3d: boolean, name: string, marker: object): PlotlyTrace {
  const column = (k: number): (number | undefined)[] => list.map(({ values }) => values[k])
  return {
    type: is3d ? "scatter3d" : "scatter",
    hovertemplate: `%{text}<extra>${name}</extra>`,
    marker,
    mode: "markers",
    showlegend: false,
    text: list.map(({ description }) => description.replaceAll("\n", "<br>")),
    x: column(0),
    y: column(1),
    ...(is3d && { z: column(2) }),
  }
}

function marker(list: readonly ParetoPoint[], stops: Stops, colorbar: object): object {
  return {
    color: list.map(({ trialNumber }) => trialNumber),
    colorbar,
    colorscale: colorscale(stops),
    line: { color: "Grey", width: 0.5 },
  }
}
