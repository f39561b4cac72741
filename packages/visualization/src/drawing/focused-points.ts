import type { Layer, Paint, PointsLayer } from "./chart.ts"
import { formatNumber } from "./numbers.ts"

/** Points of which some may lie beyond the axis. */
export interface FocusedPoints {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly trials: readonly number[]
  readonly paint: Paint
  readonly range: readonly [number, number]
  readonly xName: string
  readonly yName: string
  /** What stands under the pointer for each x; by default the number. */
  readonly xText?: (index: number) => string
  readonly shape?: "circle" | "diamond"
  readonly size?: number
  readonly inLegend?: boolean
}

/** The points within the axis as one layer, those beyond it as triangles at its edge, with their true value under the pointer. */
export function focusedPoints(points: FocusedPoints): Layer[] {
  const { y, range } = points
  const [low, high] = range
  const where = (isThere: (value: number) => boolean): number[] => y.flatMap((value, i) => (isThere(value) ? [i] : []))
  const inside = layer(
    points,
    where((value) => value >= low && value <= high),
    undefined,
  )
  const above = where((value) => value > high)
  const below = where((value) => value < low)
  return [
    ...(inside.x.length > 0 || points.inLegend ? [inside] : []),
    ...(above.length > 0 ? [layer(points, above, "up")] : []),
    ...(below.length > 0 ? [layer(points, below, "down")] : []),
  ]
}

function layer(points: FocusedPoints, indices: readonly number[], edge: "up" | "down" | undefined): PointsLayer {
  const { name, x, y, trials, paint, range, xName, yName, shape, size, inLegend } = points
  const { xText = (i) => formatNumber(x[i] as number) } = points
  const [low, high] = range
  const inset = (high - low) * 0.015
  const at = (i: number): number => (edge === "up" ? high - inset : edge === "down" ? low + inset : (y[i] as number))
  const label = (i: number): string =>
    `Trial ${trials[i]}\n${xName}: ${xText(i)}\n${yName}: ${formatNumber(y[i] as number, 6)}${edge ? " (beyond the axis)" : ""}`
  return {
    kind: "points",
    name,
    x: indices.map((i) => x[i] as number),
    y: indices.map(at),
    paint: "shares" in paint ? { ...paint, shares: indices.map((i) => paint.shares[i] as number) } : paint,
    trials: indices.map((i) => trials[i] as number),
    // Trial, x and y are what a reader is told anyway; only what differs is spelled out.
    ...((edge || points.xText) && { labels: indices.map(label) }),
    ...(edge ? { shape: edge } : shape && { shape }),
    ...(size !== undefined && { size }),
    ...(inLegend && edge === undefined && { inLegend }),
  }
}
