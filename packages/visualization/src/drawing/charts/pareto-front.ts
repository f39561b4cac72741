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
  const [xName = "", yName = ""] = targetNames
  if (targetNames.length === 2) {
    const ranges = [0, 1].map((k) => widened(focusOn(info, k)))
    const [xRange = [0, 1], yRange = [0, 1]] = ranges
    return singleChart(
      title,
      { name: xName, scale: "linear", range: xRange },
      { name: yName, scale: "linear", range: yRange },
      layers.flatMap((layer) => atEdges(layer, xRange, yRange)),
      { colorBars },
    )
  }
  const cube = {
    names: targetNames,
    ranges: [0, 1, 2].map((k) => widened(extent(all.map(({ values }) => values[k] as number)))),
    layers,
  }
  return { title, panels: [], colorBars, cube, width: 800, height: 560 }
}

/** The points within the axes, and as diamonds at the edge those beyond. */
function atEdges(
  layer: PointsLayer,
  xRange: readonly [number, number],
  yRange: readonly [number, number],
): PointsLayer[] {
  const within = (value: number, [low, high]: readonly [number, number]): number => Math.min(high, Math.max(low, value))
  const x = layer.x.map((value) => within(value, xRange))
  const y = layer.y.map((value) => within(value, yRange))
  const isInside = layer.x.map((value, i) => value === x[i] && layer.y[i] === y[i])
  const part = (inside: boolean): PointsLayer => {
    const chosen = isInside.flatMap((other, i) => (other === inside ? [i] : []))
    const take = <T>(list: readonly T[]): T[] => chosen.map((i) => list[i] as T)
    const { paint, trials = [], labels = [], kind, name, size, inLegend } = layer
    return {
      kind,
      name,
      x: take(x),
      y: take(y),
      paint: "shares" in paint ? { ...paint, shares: take(paint.shares) } : paint,
      trials: take(trials),
      labels: take(labels),
      ...(size !== undefined && { size }),
      ...(inside ? { inLegend: inLegend === true } : { shape: "diamond" }),
    }
  }
  return [part(true), part(false)].filter((points) => points.x.length > 0 || points.inLegend)
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
