import type { TimelineBar, TimelineInfo } from "../infos/timeline.ts"
import { INFEASIBLE } from "./colors.ts"
import type { PlotlyFigure, PlotlyTrace } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"

const KINDS: readonly (readonly [name: string, color: string, isOf: (bar: TimelineBar) => boolean])[] = [
  ["INFEASIBLE", INFEASIBLE, ({ state, isFeasible }) => state === "complete" && !isFeasible],
  ["COMPLETE", "blue", ({ state, isFeasible }) => state === "complete" && isFeasible],
  ["FAIL", "red", ({ state }) => state === "fail"],
  ["PRUNED", "orange", ({ state }) => state === "pruned"],
  ["RUNNING", "green", ({ state }) => state === "running"],
  ["WAITING", "gray", ({ state }) => state === "waiting"],
]

/** The timeline as Optuna 5.0.0 draws it, in local time. */
export function timelinePlotly({ bars }: TimelineInfo): PlotlyFigure {
  return {
    data: KINDS.flatMap(([name, color, isOf]) => tracesOf(bars.filter(isOf), name, color)),
    layout: {
      ...titled("Timeline Plot"),
      xaxis: { ...titled("Datetime"), type: "date" },
      yaxis: titled("Trial"),
      showlegend: true,
    },
  }
}

function tracesOf(bars: readonly TimelineBar[], name: string, color: string): PlotlyTrace[] {
  if (bars.length === 0) return []
  return [
    {
      type: "bar",
      base: bars.map(({ start }) => localIso(start)),
      hovertemplate: `%{text}<extra>${name}</extra>`,
      marker: { color },
      name,
      orientation: "h",
      text: bars.map(({ description }) => description.replaceAll("\n", "<br>")),
      textposition: "none",
      x: bars.map(({ start, end }) => end - start),
      y: bars.map(({ trialNumber }) => trialNumber),
    },
  ]
}

/** The local time as Python's `datetime.isoformat` writes it, with microseconds where there are any. */
function localIso(ms: number): string {
  const date = new Date(ms)
  const two = (value: number): string => String(value).padStart(2, "0")
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  const rest = date.getMilliseconds()
  return `${day}T${clock}${rest === 0 ? "" : `.${String(rest).padStart(3, "0")}000`}`
}
