import type { CustomSeriesOption, CustomSeriesRenderItemAPI, ScatterSeriesOption } from "echarts"
import type { BandLayer, BarsLayer, FieldLayer, Layer, LinesLayer, Paint, PointsLayer, SpansLayer } from "./chart.ts"
import type { Theme } from "./theme.ts"
import { scaleColor } from "./theme.ts"

/** A series of the library. */
export type Series = CustomSeriesOption | ScatterSeriesOption

/** Where a layer is drawn and how. */
export interface SeriesContext {
  readonly theme: Theme
  /** The position of the panel among all. */
  readonly panel: number
  /** Whether nothing will move: many shapes then become one path. */
  readonly isStatic: boolean
}

/** Beyond so many points in a panel, a still picture has one path for all points of a colour. */
const MANY = 1500
/** How many colours such a picture distinguishes. */
const BINS = 24

type Coord = (x: number, y: number) => readonly [number, number]

/** The series that draw a layer. */
export function seriesOf(layer: Layer, context: SeriesContext): Series[] {
  switch (layer.kind) {
    case "points":
      return pointSeries(layer, context)
    case "lines":
      return [linesSeries(layer, context)]
    case "band":
      return [bandSeries(layer, context)]
    case "bars":
      return [barsSeries(layer, context)]
    case "spans":
      return [spansSeries(layer, context)]
    case "field":
      return layer.levels.map((level) => fieldSeries(layer, level, context))
  }
}

function pointSeries(layer: PointsLayer, context: SeriesContext): Series[] {
  const { theme, panel, isStatic } = context
  const { x, y, paint, size = 7, shape = "circle", isHidden = false, name } = layer
  if (isStatic && isHidden) return []
  if (isStatic && x.length > MANY) return manyPoints(layer, context)
  const color = colorsOf(theme, paint)
  const symbol = { circle: "circle", diamond: "diamond", up: "triangle", down: "triangle" }[shape]
  const hasOutline = size >= 4 && !isHidden
  const outline = "role" in paint && paint.role === "dot" ? "rgba(0,0,0,0.8)" : theme.outline
  return [
    {
      type: "scatter",
      name,
      xAxisIndex: panel,
      yAxisIndex: panel,
      data: x.map((value, i) => [value, y[i] as number]),
      symbol,
      symbolSize: size,
      ...(shape === "down" && { symbolRotate: 180 }),
      itemStyle: {
        color: ({ dataIndex }) => color(dataIndex),
        opacity: isHidden ? 0 : 1,
        ...(hasOutline && { borderColor: outline, borderWidth: size < 6 ? 0.8 : 0.5 }),
      },
      emphasis: { scale: isHidden ? 0.7 : 1.4, itemStyle: { opacity: 1 } },
      silent: isStatic,
      clip: true,
      z: 4,
    },
  ]
}

/** All points of a colour as one path of little diamonds. */
function manyPoints({ x, y, paint, size = 7, name }: PointsLayer, context: SeriesContext): Series[] {
  const { theme } = context
  const radius = size * 0.6
  const bins = new Map<string, number[]>()
  const color = colorsOf(theme, "shares" in paint ? { ...paint, shares: paint.shares.map(binned) } : paint)
  for (let i = 0; i < x.length; i++) {
    const key = color(i)
    const bin = bins.get(key)
    if (bin === undefined) bins.set(key, [i])
    else bin.push(i)
  }
  const r = radius.toFixed(1)
  return [...bins].map(([fill, indices]) =>
    pathSeries(name, context, { fill }, (coord) =>
      indices
        .map((i) => {
          const [left, top] = coord(x[i] as number, y[i] as number)
          return `M${(left - radius).toFixed(1)} ${top.toFixed(1)}l${r}-${r} ${r} ${r}-${r} ${r}z`
        })
        .join(""),
    ),
  )
}

function binned(share: number): number {
  return (Math.min(BINS - 1, Math.floor(share * BINS)) + 0.5) / BINS
}

function linesSeries({ lines, name, role, width = 1.5, opacity = 1 }: LinesLayer, context: SeriesContext): Series {
  const stroke = context.theme.roles[role]
  return pathSeries(name, context, { fill: "none", stroke, lineWidth: width, opacity, lineJoin: "round" }, (coord) =>
    lines.map(({ x, y }) => linePath(coord, x, y)).join(""),
  )
}

/** A line that is broken where a value is not finite. */
function linePath(coord: Coord, x: readonly number[], y: readonly number[]): string {
  let path = ""
  let isOpen = false
  for (let i = 0; i < x.length; i++) {
    const value = y[i] as number
    if (!Number.isFinite(value)) {
      isOpen = false
      continue
    }
    path += `${isOpen ? "L" : "M"}${point(coord, x[i] as number, value)}`
    isOpen = true
  }
  return path
}

function bandSeries({ x, low, high, role, name, isBars = false }: BandLayer, context: SeriesContext): Series {
  const color = context.theme.roles[role]
  const known = x.flatMap((_, i) => (Number.isFinite(low[i]) && Number.isFinite(high[i]) ? [i] : []))
  if (isBars) {
    return pathSeries(name, context, { fill: "none", stroke: color, lineWidth: 1, opacity: 0.6 }, (coord) =>
      known
        .map(
          (i) =>
            `M${point(coord, x[i] as number, low[i] as number)}L${point(coord, x[i] as number, high[i] as number)}`,
        )
        .join(""),
    )
  }
  return pathSeries(name, context, { fill: color, opacity: 0.18 }, (coord) => {
    const upper = known.map((i) => point(coord, x[i] as number, high[i] as number))
    const lower = known.toReversed().map((i) => point(coord, x[i] as number, low[i] as number))
    return upper.length === 0 ? "" : `M${[...upper, ...lower].join("L")}Z`
  })
}

function fieldSeries({ scale, name }: FieldLayer, level: FieldLayer["levels"][number], context: SeriesContext): Series {
  const fill = scaleColor(context.theme, scale, level.share)
  return pathSeries(name, context, { fill, stroke: fill, lineWidth: 0.5 }, (coord) =>
    level.rings.map((ring) => ringPath(coord, ring)).join(""),
  )
}

function ringPath(coord: Coord, ring: readonly number[]): string {
  let path = ""
  for (let i = 0; i < ring.length; i += 2)
    path += `${i === 0 ? "M" : "L"}${point(coord, ring[i] as number, ring[i + 1] as number)}`
  return `${path}Z`
}

function barsSeries(
  { y, values, texts, role, thickness, name }: BarsLayer,
  { theme, panel, isStatic }: SeriesContext,
): Series {
  return {
    ...customSeries(name, panel, isStatic, theme.roles[role]),
    data: values.map((value, i) => [value, y[i] as number]),
    renderItem: ({ dataIndex }, api) => {
      const at = y[dataIndex] as number
      const [left = 0, top = 0] = api.coord([0, at + thickness / 2])
      const [right = 0, bottom = 0] = api.coord([values[dataIndex] as number, at - thickness / 2])
      return {
        type: "rect",
        shape: { x: left, y: top, width: Math.max(1, right - left), height: bottom - top },
        style: { fill: theme.roles[role] },
        textContent: { type: "text", style: { text: texts[dataIndex] ?? "", fill: theme.text, fontSize: 11 } },
        textConfig: { position: "right", distance: 5 },
      }
    },
  }
}

function spansSeries(layer: SpansLayer, context: SeriesContext): Series {
  const { from, to, y, role, name } = layer
  const { theme, panel, isStatic } = context
  const fill = theme.roles[role]
  const rect = (coord: Coord, i: number): [left: number, top: number, width: number, height: number] => {
    const [left, top] = coord(from[i] as number, (y[i] as number) + 0.4)
    const [right, bottom] = coord(to[i] as number, (y[i] as number) - 0.4)
    const height = Math.max(1, bottom - top)
    return [left, (top + bottom - height) / 2, Math.max(1, right - left), height]
  }
  if (isStatic) {
    return pathSeries(name, context, { fill }, (coord) =>
      from
        .map((_, i) => {
          const [left, top, width, height] = rect(coord, i).map((value) => value.toFixed(1))
          return `M${left} ${top}h${width}v${height}h-${width}z`
        })
        .join(""),
    )
  }
  return {
    ...customSeries(name, panel, isStatic, fill),
    data: from.map((value, i) => [value, y[i] as number]),
    renderItem: ({ dataIndex }, api) => {
      const [x, top, width, height] = rect(coordOf(api), dataIndex)
      return { type: "rect", shape: { x, y: top, width, height }, style: { fill } }
    },
  }
}

/** One shape for a whole layer, not to be pointed at. */
function pathSeries(
  name: string,
  { panel }: SeriesContext,
  style: { fill: string; stroke?: string; lineWidth?: number; opacity?: number; lineJoin?: "round" },
  path: (coord: Coord) => string,
): Series {
  return {
    ...customSeries(name, panel, true, style.stroke ?? style.fill),
    data: [[0, 0]],
    renderItem: (_, api) => ({ type: "path", shape: { pathData: path(coordOf(api)) }, style, silent: true }),
  }
}

function customSeries(
  name: string,
  panel: number,
  silent: boolean,
  color: string,
): CustomSeriesOption & { type: "custom" } {
  // `encode` of no column: what is drawn does not hang on the data.
  const encode = { x: -1, y: -1 }
  return {
    type: "custom",
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    encode,
    silent,
    clip: true,
    itemStyle: { color },
    z: 3,
  }
}

function coordOf(api: CustomSeriesRenderItemAPI): Coord {
  return (x, y) => api.coord([x, y]) as [number, number]
}

function point(coord: Coord, x: number, y: number): string {
  const [left, top] = coord(x, y)
  return `${left.toFixed(1)} ${top.toFixed(1)}`
}

function colorsOf(theme: Theme, paint: Paint): (index: number) => string {
  if ("role" in paint) return () => theme.roles[paint.role]
  return (index) => scaleColor(theme, paint.scale, paint.shares[index] ?? 0.5)
}
