import type { SliceInfo, SlicePanel } from "../infos/slice.ts"
import { pythonRepr } from "../text/python.ts"
import { BLUES, colorscale, INFEASIBLE } from "./colors.ts"
import type { PlotlyFigure, PlotlyLayout, PlotlyTrace } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"
import { subplots } from "./subplots.ts"

const LEAST_WIDTH = 300

/** The slices as Optuna 5.0.0 draws them. */
export function slicePlotly({ panels, targetName }: SliceInfo): PlotlyFigure {
  const title = titled("Slice Plot")
  const [first] = panels
  if (first === undefined) return { data: [], layout: title }
  if (panels.length === 1) {
    return { data: tracesOf(first), layout: { ...title, xaxis: xAxis(first), yaxis: titled(targetName) } }
  }
  const [row = []] = subplots(1, panels.length)
  const layout: Record<string, unknown> = {}
  const data = row.flatMap(({ axes, xKey, yKey, x, y }, i) => {
    const panel = panels[i] as SlicePanel
    layout[xKey] = { ...x, ...xAxis(panel) }
    layout[yKey] = i === 0 ? { ...y, ...titled(targetName) } : y
    return tracesOf(panel, i === 0).map((trace) => ({ ...trace, ...axes }))
  })
  // Wide enough for each column without relying on the page.
  const width = panels.length > 3 && { width: LEAST_WIDTH * panels.length }
  return { data, layout: { ...layout, ...title, ...width } }
}

function xAxis({ param }: SlicePanel): PlotlyLayout {
  const { name, isLog, choices } = param
  if (choices === undefined) return { ...titled(name), ...(isLog && { type: "log" }) }
  return { ...titled(name), type: "category", categoryorder: "array", categoryarray: choices.map(pythonRepr) }
}

function tracesOf(panel: SlicePanel, showscale?: boolean): PlotlyTrace[] {
  const feasible = pointsOf(panel, true)
  // Optuna shows no infeasible trials on a category's axis.
  const infeasible = panel.param.choices === undefined ? pointsOf(panel, false) : []
  const at = ({ x, y }: SlicePanel, indices: readonly number[]): { x: unknown[]; y: unknown[] } => ({
    x: indices.map((i) => (panel.param.choices === undefined ? x[i] : pythonRepr(x[i]))),
    y: indices.map((i) => y[i]),
  })
  const traces: PlotlyTrace[] = [
    {
      type: "scatter",
      marker: {
        color: feasible.map((i) => panel.trialNumbers[i]),
        colorbar: { ...titled("Trial"), x: 1, xpad: 40 },
        colorscale: colorscale(BLUES),
        line: { color: "Grey", width: 0.5 },
        ...(showscale !== undefined && { showscale }),
      },
      mode: "markers",
      name: "Feasible Trial",
      showlegend: false,
      ...at(panel, feasible),
    },
  ]
  if (infeasible.length > 0) {
    traces.push({
      type: "scatter",
      marker: { color: INFEASIBLE },
      mode: "markers",
      name: "Infeasible Trial",
      showlegend: false,
      ...at(panel, infeasible),
    })
  }
  return traces
}

/** Positions of the feasible or infeasible trials; of a category in the order of its choices. */
function pointsOf({ param, x, isFeasible }: SlicePanel, feasible: boolean): number[] {
  const indices = x.flatMap((_, i) => (isFeasible[i] === feasible ? [i] : []))
  const { choices } = param
  if (choices === undefined) return indices
  const byChoice = new Map<unknown, number[]>(choices.map((choice) => [choice, []]))
  for (const i of indices) byChoice.get(x[i])?.push(i)
  return [...byChoice.values()].flat()
}
