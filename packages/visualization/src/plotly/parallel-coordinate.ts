import type { ParallelAxis } from "../infos/parallel-axis.ts"
import type { ParallelCoordinateInfo } from "../infos/parallel-coordinate.ts"
import { formatGeneral } from "../text/python.ts"
import { BLUES, colorscale, mix, rgbText } from "./colors.ts"
import type { PlotlyFigure, PlotlyTrace } from "./plotly-figure.ts"

/** The parallel coordinates as Optuna 5.0.0 draws them: a line for each trial. */
export function parallelCoordinatePlotly(info: ParallelCoordinateInfo): PlotlyFigure {
  const title = { text: "Parallel Coordinate Plot", y: 1, yanchor: "bottom", yref: "paper" }
  const { paramAxes, objectiveAxes, isFeasible, drawOrder } = info
  if (paramAxes.length === 0 || info.trialNumbers.length === 0) return { data: [], layout: { title } }
  const axes = [...objectiveAxes, ...paramAxes]
  const labels = axes.map((axis, i) => (i < objectiveAxes.length ? axis.name : shortened(axis.name)))
  const positions = axes.map((_, i) => i)
  const range = colorRange(info)
  const lines = drawOrder.map((i) => ({
    type: "scatter",
    customdata: axes.map((axis, k) => [labels[k], valueText(axis, axis.values[i] as number)]),
    hovertemplate: "%{customdata[0]}: %{customdata[1]}<extra></extra>",
    line: {
      color: lineColor(info.colorValues[i] as number, range, info.isReversed),
      dash: isFeasible === undefined || isFeasible[i] ? "solid" : "dot",
      width: 1.2,
    },
    mode: "lines",
    opacity: 0.5,
    showlegend: false,
    x: positions,
    y: axes.map((axis) => normalized(axis, axis.values[i] as number)),
  }))
  return {
    data: [
      ...lines,
      ...(isFeasible ? [legend("Feasible", "solid"), legend("Infeasible", "dot")] : []),
      bar(info, range),
    ],
    layout: {
      annotations: axes.flatMap(annotations),
      hovermode: "closest",
      legend: { orientation: "h", x: 1, xanchor: "right", y: 1, yanchor: "bottom" },
      plot_bgcolor: "white",
      shapes: positions.map(axisLine),
      title,
      xaxis: {
        range: [-0.2, axes.length - 0.8],
        showgrid: false,
        tickmode: "array",
        ticktext: labels,
        tickvals: positions,
        zeroline: false,
      },
      yaxis: { fixedrange: true, range: [-0.08, 1.08], visible: false },
    },
  }
}

function shortened(name: string): string {
  const letters = [...name]
  return letters.length < 20 ? name : `${letters.slice(0, 17).join("")}...`
}

function normalized({ range: [low, high] }: ParallelAxis, value: number): number {
  return low === high ? 0.5 : (value - low) / (high - low)
}

/** The text of the tick at `value`, else the number. Objectives and whole ranges have no ticks of their own upstream. */
function valueText(axis: ParallelAxis, value: number): string {
  if (axis.isCategory || axis.isLog || axis.hasMissing) {
    const tick = axis.ticks.find((tick) => isClose(tick.value, value))
    if (tick !== undefined) return tick.text
  }
  return formatGeneral(axis.isLog ? 10 ** value : value, 3)
}

/** As Python's `math.isclose` with its relative 1e-9. */
function isClose(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
}

function colorRange({ colorValues, isRanked }: ParallelCoordinateInfo): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of colorValues) [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (isRanked) return [-0.5, high + 0.5]
  return low === high ? [low - 0.5, high + 0.5] : [low, high]
}

function lineColor(value: number, [low, high]: readonly [number, number], isReversed: boolean): string {
  const share = low === high ? 0.5 : (value - low) / (high - low)
  return rgbText(mix(BLUES, isReversed ? 1 - share : share))
}

function legend(name: string, dash: string): PlotlyTrace {
  const line = { color: "#2F3B52", dash, width: 2 }
  return { type: "scatter", hoverinfo: "skip", line, mode: "lines", name, showlegend: true, x: [null], y: [null] }
}

function bar(info: ParallelCoordinateInfo, [low, high]: readonly [number, number]): PlotlyTrace {
  const nRanks = info.isRanked ? high + 0.5 : 0
  return {
    type: "scatter",
    hoverinfo: "skip",
    marker: {
      cmax: high,
      cmin: low,
      color: [low, high],
      colorbar: {
        title: { text: info.colorName },
        ...(info.isRanked && { tickvals: Array.from({ length: nRanks }, (_, rank) => rank) }),
      },
      colorscale: colorscale(BLUES),
      reversescale: info.isReversed,
      showscale: true,
    },
    mode: "markers",
    showlegend: false,
    x: [null, null],
    y: [null, null],
  }
}

function annotations(axis: ParallelAxis, position: number): object[] {
  return axis.ticks.map(({ value, text }) => ({
    font: { color: "#555", size: 10 },
    showarrow: false,
    text,
    x: position,
    xanchor: "right",
    xshift: -4,
    y: normalized(axis, value),
  }))
}

function axisLine(position: number): object {
  return { layer: "below", line: { color: "#888", width: 1 }, type: "line", x0: position, x1: position, y0: 0, y1: 1 }
}
