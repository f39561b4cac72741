import type { ScatterSeriesOption } from "echarts"
import type { CubeChart } from "./chart.ts"
import type { Layout } from "./layout.ts"
import { formatNumber } from "./numbers.ts"
import type { DrawOptions, Drawing } from "./drawing.ts"
import { keyColor } from "./key-color.ts"
import type { Theme } from "./theme.ts"
import { scaleColor } from "./theme.ts"
import { ticksBetween } from "./ticks.ts"

type Point3 = readonly [number, number, number]

/** The side from which a cube is seen until the reader turns it, in degrees. */
export const FIRST_VIEW: readonly [azimuth: number, elevation: number] = [-50, 24]

const REACH = 1.95

/** Points in three dimensions, projected in parallel: x and y span the floor, z is upright. */
export function cubeOption(
  chart: CubeChart,
  common: object,
  layout: Layout,
  theme: Theme,
  options: DrawOptions,
): Drawing {
  const project = projection(options.view ?? FIRST_VIEW)
  const drawn = chart.layers.map((layer) => ({ layer, ...pointsOf(layer, chart, project, theme, options.isStatic) }))
  const { plane } = layout
  const side = Math.min(plane.width, plane.height + 30)
  const axis = { type: "value", show: false, min: -REACH, max: REACH }
  return {
    option: {
      ...common,
      legend: {
        left: 16,
        top: 40,
        textStyle: { color: theme.text, fontSize: 12 },
        data: chart.layers.map((layer) => ({
          name: layer.name,
          icon: "circle",
          itemStyle: { color: keyColor(layer, theme) },
        })),
      },
      grid: { left: plane.left + (plane.width - side) / 2, top: plane.top, width: side, height: plane.height },
      xAxis: { ...axis, min: -REACH, max: REACH },
      yAxis: { ...axis, min: (-REACH * plane.height) / side, max: (REACH * plane.height) / side },
      series: [...drawn.map(({ series }) => series), frame(chart, project, theme)],
    },
    hover: (seriesIndex, dataIndex) => {
      const found = drawn[seriesIndex]
      return found?.layer.labels?.[found.order[dataIndex] ?? -1]
    },
  }
}

interface Projected {
  /** To the right and up, from the middle. */
  readonly at: readonly [number, number]
  /** Towards the reader. */
  readonly depth: number
}

/** From the cube of side 2 around the middle to the picture. */
function projection([azimuth, elevation]: readonly [number, number]): (point: Point3) => Projected {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180]
  return ([x, y, z]) => {
    const right = x * Math.cos(a) - y * Math.sin(a)
    const away = x * Math.sin(a) + y * Math.cos(a)
    return { at: [right, z * Math.cos(e) + away * Math.sin(e)], depth: z * Math.sin(e) - away * Math.cos(e) }
  }
}

function pointsOf(
  layer: CubeChart["layers"][number],
  { ranges }: CubeChart,
  project: (point: Point3) => Projected,
  theme: Theme,
  isStatic: boolean,
): { series: ScatterSeriesOption; order: number[] } {
  const { x, y, z, paint, name, size = 7 } = layer
  const place = (value: number, k: number): number => {
    const [low, high] = ranges[k] as readonly [number, number]
    return (2 * (value - low)) / (high - low) - 1
  }
  const all = x.map((value, i) => project([place(value, 0), place(y[i] as number, 1), place(z[i] as number, 2)]))
  const order = all.map((_, i) => i).filter((i) => all[i]?.at.every(Number.isFinite))
  order.sort((i, j) => (all[i]?.depth ?? 0) - (all[j]?.depth ?? 0))
  const color = (i: number): string =>
    "role" in paint ? theme.roles[paint.role] : scaleColor(theme, paint.scale, paint.shares[i] as number)
  return {
    order,
    series: {
      type: "scatter",
      name,
      data: order.map((i) => [...(all[i] as Projected).at]),
      symbolSize: size,
      itemStyle: {
        color: ({ dataIndex }) => color(order[dataIndex] as number),
        borderColor: theme.outline,
        borderWidth: 0.5,
      },
      silent: isStatic,
      z: 4,
    },
  }
}

/** The edges of the cube, with the names and marks of the three axes on those that the reader sees best. */
function frame({ names, ranges }: CubeChart, project: (point: Point3) => Projected, theme: Theme): object {
  const corner = (k: number): Point3 => [k & 1 ? 1 : -1, k & 2 ? 1 : -1, k & 4 ? 1 : -1]
  const hidden =
    [0, 1, 2, 3, 4, 5, 6, 7].toSorted((a, b) => project(corner(a)).depth - project(corner(b)).depth)[0] ?? 0
  const edges = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((from) =>
    [1, 2, 4].filter((bit) => (from & bit) === 0).map((bit) => [from, from | bit] as const),
  )
  const labels = [0, 1, 2].flatMap((k) => axisLabels(k, names[k] ?? "", ranges[k] ?? [0, 1], project))
  return {
    type: "custom",
    data: [[0, 0]],
    encode: { x: -1, y: -1 },
    silent: true,
    z: 2,
    renderItem: (_: unknown, api: { coord: (at: readonly number[]) => number[] }) => ({
      type: "group",
      silent: true,
      children: [
        ...edges.map(([from, to]) => {
          const [x1 = 0, y1 = 0] = api.coord(project(corner(from)).at)
          const [x2 = 0, y2 = 0] = api.coord(project(corner(to)).at)
          const isBehind = from === hidden || to === hidden
          return {
            type: "line",
            shape: { x1, y1, x2, y2 },
            style: { stroke: isBehind ? theme.grid : theme.axis, lineWidth: 1, fill: "none" },
          }
        }),
        ...labels.map(({ at, text, isName }) => {
          const [x = 0, y = 0] = api.coord(at)
          const style = { text, fontSize: isName ? 12 : 10, fill: isName ? theme.text : theme.faint }
          return { type: "text", x, y, style: { ...style, align: "center", verticalAlign: "middle" } }
        }),
      ],
    }),
  }
}

interface Label {
  readonly at: readonly [number, number]
  readonly text: string
  readonly isName: boolean
}

/** Along the edge of axis `k` that lies farthest from the picture's middle: below for the floor, aside for the upright one. */
function axisLabels(
  k: number,
  name: string,
  [low, high]: readonly [number, number],
  project: (point: Point3) => Projected,
): Label[] {
  const others = [0, 1, 2].filter((other) => other !== k)
  const edge = (signs: readonly [number, number], along: number): Point3 => {
    const point = [0, 0, 0]
    point[k] = along
    point[others[0] as number] = signs[0]
    point[others[1] as number] = signs[1]
    return point as unknown as Point3
  }
  const corners = [-1, 1].flatMap((a) => [-1, 1].map((b) => [a, b] as const))
  const score = (signs: readonly [number, number]): number => {
    const { at } = project(edge(signs, 0))
    return k === 2 ? -at[0] : -at[1]
  }
  const best = corners.toSorted((a, b) => score(b) - score(a))[0] ?? [-1, -1]
  const outwards = ([x, y]: readonly [number, number], by: number): readonly [number, number] => {
    const length = Math.hypot(x, y) || 1
    return [x + (x / length) * by, y + (y / length) * by]
  }
  const middle = project(edge(best, 0)).at
  const shift = (at: readonly [number, number], by: number): readonly [number, number] => {
    const [dx, dy] = outwards(middle, by)
    return [at[0] + dx - middle[0], at[1] + dy - middle[1]]
  }
  const marks = ticksBetween(low, high, 4).map((value) => {
    const along = (2 * (value - low)) / (high - low) - 1
    return { at: shift(project(edge(best, along)).at, 0.12), text: formatNumber(value), isName: false }
  })
  return [...marks, { at: shift(middle, 0.34), text: name, isName: true }]
}
