import type { ParetoFrontInfo, ParetoPoint } from "../../infos/pareto-front.ts"
import type { Chart, Paint, PointsLayer } from "../chart.ts"
import { colorBar } from "../color-bar.ts"
import { focus } from "../focus.ts"
import { extent, widened } from "../numbers.ts"
import { sharesOf } from "../shares.ts"
import { emptyChart } from "./empty.ts"
import { singleChart } from "./single.ts"

/** The Pareto front in two or three dimensions. */
export function paretoFrontChart(info: ParetoFrontInfo): Chart {
  const { best, dominated, infeasible, targetNames } = info
  const title = "Pareto Front"
  const all = [...best, ...dominated, ...infeasible]
  if (all.length === 0) return emptyChart(title, "There are no complete trials.")
  const numbers = extent(all.map(({ trialNumber }) => trialNumber))
  const shares = (points: readonly ParetoPoint[]): number[] =>
    sharesOf(
      points.map(({ trialNumber }) => trialNumber),
      numbers,
    )
  const layers = [
    points("Infeasible", infeasible, { role: "muted" }, 6),
    points("Dominated", dominated, { scale: "sequential", shares: shares(dominated) }, 7),
    points("Best", best, { scale: "warm", shares: shares(best) }, 9),
  ].filter(({ x }) => x.length > 0)
  const colorBars = [
    ...(dominated.length > 0 ? [colorBar("Trial", "sequential", numbers, { isWhole: true })] : []),
    ...(best.length > 0 ? [colorBar("Best trial", "warm", numbers, { isWhole: true })] : []),
  ]
  const range = (k: number): [number, number] => widened(focusOn(info, k))
  const [xName = "", yName = ""] = targetNames
  if (targetNames.length === 2) {
    return singleChart(
      title,
      { name: xName, scale: "linear", range: range(0) },
      { name: yName, scale: "linear", range: range(1) },
      layers,
      { colorBars },
    )
  }
  const cube = { names: targetNames, ranges: [range(0), range(1), range(2)], layers }
  return { title, panels: [], colorBars, cube, width: 800, height: 560 }
}

/** The front whole, and of all other trials where most of them are. */
function focusOn({ best, dominated, infeasible }: ParetoFrontInfo, k: number): [number, number] {
  const values = (points: readonly ParetoPoint[]): number[] => points.map(({ values }) => values[k] as number)
  const others = focus(values([...dominated, ...infeasible, ...best]))
  return extent([...others, ...values(best)])
}

function points(
  name: string,
  list: readonly ParetoPoint[],
  paint: Paint,
  size: number,
): PointsLayer & { readonly z: readonly number[] } {
  const column = (k: number): number[] => list.map(({ values }) => values[k] ?? 0)
  return {
    kind: "points",
    name,
    inLegend: true,
    x: column(0),
    y: column(1),
    z: column(2),
    paint,
    size,
    trials: list.map(({ trialNumber }) => trialNumber),
    labels: list.map(({ description }) => description),
  }
}
