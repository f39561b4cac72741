import type { ContourAxis, ContourInfo, ContourPanel } from "../infos/contour.ts"
import { BLUES, colorscale, INFEASIBLE } from "./colors.ts"
import { plotlyAxis } from "./param-axis.ts"
import type { PlotlyFigure, PlotlyTrace } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"
import { subplots } from "./subplots.ts"

/** The contour figure as Optuna 5.0.0 draws it; beyond a few hundred values on an axis, on a fixed grid. */
export function contourPlotly(info: ContourInfo): PlotlyFigure {
  const { axes, panels } = info
  const title = titled("Contour Plot")
  if (axes.length < 2) return { data: [], layout: title }
  const only = panels[0]?.[0]
  if (axes.length === 2 && only !== undefined) {
    const [x, y] = axes as unknown as [ContourAxis, ContourAxis]
    return {
      data: tracesOf(info, only),
      layout: {
        ...title,
        xaxis: { ...titled(x.param.name), ...plotlyAxis(x) },
        yaxis: { ...titled(y.param.name), ...plotlyAxis(y) },
      },
    }
  }
  const n = axes.length
  const cells = subplots(n, n)
  const layout: Record<string, unknown> = {}
  const data: PlotlyTrace[] = []
  for (const [x, xAxis] of axes.entries()) {
    for (const [y, yAxis] of axes.entries()) {
      const cell = cells[y]?.[x]
      const panel = panels[y]?.[x]
      if (cell === undefined || panel === undefined) continue
      // Of the infeasible trials, a grid shows nothing.
      const traces = x === y ? [{ type: "scatter" }] : tracesOf(info, panel).slice(0, 2)
      const showscale = { showscale: x === 0 && y === 1 }
      for (const trace of traces) {
        data.push({ ...trace, ...(trace.type === "contour" && showscale), ...cell.axes })
      }
      layout[cell.xKey] = { ...cell.x, ...plotlyAxis(xAxis), ...(y === n - 1 && titled(xAxis.param.name)) }
      layout[cell.yKey] = { ...cell.y, ...plotlyAxis(yAxis), ...(x === 0 && titled(yAxis.param.name)) }
    }
  }
  return { data, layout: { ...layout, ...title } }
}

function tracesOf(info: ContourInfo, { x, y, z }: ContourPanel): PlotlyTrace[] {
  if (z === undefined) return [{ type: "contour" }, { type: "scatter" }, { type: "scatter" }]
  const [xAxis, yAxis] = [info.axes[x] as ContourAxis, info.axes[y] as ContourAxis]
  return [
    {
      type: "contour",
      colorbar: titled(info.targetName),
      colorscale: colorscale(BLUES),
      connectgaps: true,
      contours: { coloring: "heatmap" },
      hoverinfo: "none",
      line: { smoothing: 1.3 },
      reversescale: info.isReversed,
      x: xAxis.nodes,
      y: yAxis.nodes,
      z,
    },
    pointsOf(info, xAxis, yAxis, true),
    pointsOf(info, xAxis, yAxis, false),
  ]
}

function pointsOf(info: ContourInfo, x: ContourAxis, y: ContourAxis, feasible: boolean): PlotlyTrace {
  const having = info.trialNumbers.flatMap((_, i) =>
    info.isFeasible[i] === feasible && x.values[i] !== undefined && y.values[i] !== undefined ? [i] : [],
  )
  return {
    type: "scatter",
    marker: { color: feasible ? "black" : INFEASIBLE, line: { color: "Gray", width: 2 } },
    mode: "markers",
    name: feasible ? "Feasible Trial" : "Infeasible Trial",
    showlegend: false,
    x: having.map((i) => x.values[i]),
    y: having.map((i) => y.values[i]),
  }
}
