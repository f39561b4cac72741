import type { FrozenTrial } from "@parzen/core"
import type { ParamAxis } from "../infos/axis.ts"
import type { RankInfo } from "../infos/rank.ts"
import { formatGeneral, pythonFloat, pythonStr } from "../text/python.ts"
import { BLUE_YELLOW_RED, colorscale, rgbText, sample } from "./colors.ts"
import { plotlyAxis } from "./param-axis.ts"
import type { PlotlyFigure, PlotlyTrace } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"
import { subplots } from "./subplots.ts"

const QUARTILES = ["min.", "25%", "50%", "75%", "max."]

/** The ranks as Optuna 5.0.0 draws them. */
export function rankPlotly(info: RankInfo): PlotlyFigure {
  const { axes, targetName } = info
  const title = titled(`Rank (${targetName})`)
  if (axes.length === 0) return { data: [], layout: title }
  const looks = looksOf(info)
  if (axes.length === 2) {
    const [x, y] = axes as unknown as [ParamAxis, ParamAxis]
    return {
      data: [points(x, y, looks), colorbar(info)],
      layout: {
        ...title,
        xaxis: { ...titled(x.param.name), ...plotlyAxis(x) },
        yaxis: { ...titled(y.param.name), ...plotlyAxis(y) },
      },
    }
  }
  const n = axes.length
  const cells = subplots(n, n, { horizontal: 0.08 / n, vertical: 0.08 / n })
  const layout: Record<string, unknown> = {}
  const data: PlotlyTrace[] = []
  for (const [column, x] of axes.entries()) {
    for (const [row, y] of axes.entries()) {
      const cell = cells[row]?.[column]
      if (cell === undefined) continue
      data.push({ ...points(x, y, looks), ...cell.axes })
      layout[cell.xKey] = { ...cell.x, ...plotlyAxis(x), ...(row === n - 1 && titled(x.param.name)) }
      layout[cell.yKey] = { ...cell.y, ...plotlyAxis(y), ...(column === 0 && titled(y.param.name)) }
    }
  }
  data.push(colorbar(info))
  return { data, layout: { ...layout, ...title } }
}

interface Looks {
  readonly colors: readonly string[]
  readonly texts: readonly string[]
}

function looksOf(info: RankInfo): Looks {
  const { trials, values, ranks, isFeasible } = info
  return {
    colors: ranks.map((rank, i) => rgbText(isFeasible[i] ? sample(BLUE_YELLOW_RED, rank) : [204, 204, 204])),
    texts: trials.map((trial, i) => hoverText(trial, values[i] as number, info)),
  }
}

function points(x: ParamAxis, y: ParamAxis, { colors, texts }: Looks): PlotlyTrace {
  const having = colors.flatMap((_, i) => (x.values[i] !== undefined && y.values[i] !== undefined ? [i] : []))
  return {
    type: "scatter",
    hovertemplate: "%{hovertext}<extra></extra>",
    hovertext: having.map((i) => texts[i]),
    marker: { color: having.map((i) => colors[i]), line: { color: "Grey", width: 0.5 } },
    mode: "markers",
    showlegend: false,
    x: having.map((i) => x.values[i]),
    y: having.map((i) => y.values[i]),
  }
}

function hoverText(trial: FrozenTrial, value: number, { targetName, hasTarget }: RankInfo): string {
  const lines = [`Trial #${trial.number}`]
  for (const [name, param] of Object.entries(trial.params)) {
    lines.push(`${name}: ${pythonStr(param, trial.distributions[name]?.kind === "float")}`)
  }
  lines.push(`<b>${targetName}: ${pythonFloat(value)}</b>`)
  if (hasTarget)
    for (const [i, own] of (trial.values ?? []).entries()) lines.push(`Objective #${i}: ${pythonFloat(own)}`)
  return lines.join("<br>")
}

function colorbar({ quartiles }: RankInfo): PlotlyTrace {
  const texts = quartiles.map((value, i) => `${QUARTILES[i]} (${formatGeneral(value, 6).padStart(3)})`)
  return {
    type: "scatter",
    hoverinfo: "none",
    marker: {
      cmax: 1,
      cmin: 0,
      colorbar: { thickness: 10, ticktext: texts, tickvals: [0, 0.25, 0.5, 0.75, 1] },
      colorscale: colorscale(BLUE_YELLOW_RED),
      showscale: true,
    },
    mode: "markers",
    showlegend: false,
    x: [null],
    y: [null],
  }
}
