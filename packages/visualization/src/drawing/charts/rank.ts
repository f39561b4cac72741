import type { RankInfo } from "../../infos/rank.ts"
import type { Chart, Layer } from "../chart.ts"
import { formatNumber } from "../numbers.ts"
import { thinned } from "../thin.ts"
import { emptyChart } from "./empty.ts"
import { pairCells, pairPanels, pairsSize } from "./pairs.ts"
import { drawnParamAxis } from "./param-axis.ts"

/** The ranks: each pair of parameters once. */
export function rankChart(info: RankInfo): Chart {
  const { axes, trials, values, targetName, isFeasible, ranks } = info
  const title = `Rank (${targetName})`
  if (trials.length === 0) return emptyChart(title, "There are no complete trials.")
  if (axes.length === 0) return emptyChart(title, "There are no parameters to show.")
  const drawn = axes.map(drawnParamAxis)
  const layersOf = (x: number, y: number): Layer[] => {
    const [left, right] = [drawn[x], drawn[y]]
    if (left === undefined || right === undefined) return []
    const seen = thinned(left.positions, right.positions, pairCells(axes.length))
    const points = (feasible: boolean): Layer => {
      const chosen = seen.filter((i) => isFeasible[i] === feasible)
      return {
        kind: "points",
        name: feasible ? "Feasible" : "Infeasible",
        inLegend: !feasible && chosen.length > 0,
        x: chosen.map((i) => left.positions[i] as number),
        y: chosen.map((i) => right.positions[i] as number),
        paint: feasible ? { scale: "diverging", shares: chosen.map((i) => ranks[i] as number) } : { role: "muted" },
        size: axes.length > 2 ? 4 : trials.length > 1000 ? 5 : 8,
        trials: chosen.map((i) => trials[i]?.number as number),
        third: { name: targetName, values: chosen.map((i) => values[i] as number) },
      }
    }
    return [points(false), points(true)]
  }
  const { panels, size } = pairPanels(
    drawn.map(({ axis }) => axis),
    layersOf,
  )
  const at = [0, 0.25, 0.5, 0.75, 1]
  const names = ["min", "25 %", "50 %", "75 %", "max"]
  const ticks = info.quartiles.map((value, i) => ({ at: at[i] as number, text: `${names[i]}: ${formatNumber(value)}` }))
  return { title, panels, colorBars: [{ name: targetName, scale: "diverging", ticks }], ...pairsSize(size) }
}
