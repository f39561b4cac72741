import type { TimelineBar, TimelineInfo } from "../../infos/timeline.ts"
import type { Chart, Layer, Role } from "../chart.ts"
import { extent, widened } from "../numbers.ts"
import { emptyChart } from "./empty.ts"
import { singleChart } from "./single.ts"

const KINDS: readonly (readonly [name: string, role: Role, isOf: (bar: TimelineBar) => boolean])[] = [
  ["Infeasible", "muted", ({ state, isFeasible }) => state === "complete" && !isFeasible],
  ["Complete", "complete", ({ state, isFeasible }) => state === "complete" && isFeasible],
  ["Failed", "fail", ({ state }) => state === "fail"],
  ["Pruned", "pruned", ({ state }) => state === "pruned"],
  ["Running", "running", ({ state }) => state === "running"],
  ["Waiting", "waiting", ({ state }) => state === "waiting"],
]

/** The timeline, a bar for each trial. */
export function timelineChart({ bars }: TimelineInfo): Chart {
  if (bars.length === 0) return emptyChart("Timeline", "There are no trials.")
  const times = extent(bars.flatMap(({ start, end }) => [start, end]))
  return singleChart(
    "Timeline",
    {
      name: "Datetime",
      scale: "date",
      range: times[0] === times[1] ? [times[0] - 500, times[1] + 500] : widened(times, 0.02),
    },
    {
      name: "Trial",
      scale: "linear",
      range: widened(extent(bars.map(({ trialNumber }) => trialNumber)), 0.02),
      isWhole: true,
    },
    KINDS.flatMap(([name, role, isOf]) => layersOf(bars.filter(isOf), name, role)),
    { height: Math.min(900, Math.max(360, 140 + bars.length * 4)) },
  )
}

function layersOf(bars: readonly TimelineBar[], name: string, role: Role): Layer[] {
  if (bars.length === 0) return []
  return [
    {
      kind: "spans",
      name,
      from: bars.map(({ start, end }) => Math.min(start, end)),
      to: bars.map(({ start, end }) => Math.max(start, end)),
      y: bars.map(({ trialNumber }) => trialNumber),
      labels: bars.map(({ description }) => description),
      role,
      inLegend: true,
    },
  ]
}
