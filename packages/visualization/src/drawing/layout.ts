import { axisTicks, tickText } from "./axis-ticks.ts"
import type { Axis, Chart } from "./chart.ts"
import { textWidth } from "./text-width.ts"

/** A rectangle, in px from the upper left corner. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where everything stands. */
export interface Layout {
  /** One for each panel. */
  readonly panels: readonly Box[]
  /** Around all panels. */
  readonly plane: Box
  readonly colorBars: readonly Box[]
  /** Whether the names below the panels are turned to fit. */
  readonly isTurned: boolean
}

const TITLE = 46
const LEGEND = 26
const COLOR_BAR = 92
const NAME = 24

/** Where the parts of a chart of this size stand. */
export function layoutOf(chart: Chart, width: number, height: number): Layout {
  const { panels, colorBars } = chart
  const rows = Math.max(0, ...panels.map(({ row }) => row)) + 1
  const columns = Math.max(0, ...panels.map(({ column }) => column)) + 1
  const labels = Math.max(20, ...panels.filter(({ y }) => !y.isBare).map(({ y }) => widestLabel(y)))
  const left = panels.length === 0 ? 24 : labels + NAME + 14
  const right = 24 + colorBars.length * COLOR_BAR
  const rowEnds = panels.filter(({ x }) => !x.isBare)
  const roomy = (width - left - right) / columns - 14
  const isTurned = rowEnds.some(({ x }) => isCrowded(x, roomy))
  const longest = Math.max(0, ...rowEnds.filter(({ x }) => x.scale === "category").map(({ x }) => widestLabel(x)))
  const below = NAME + 18 + (isTurned ? Math.min(90, longest * 0.6) : 0)
  const gapX = panels.some(({ column, y }) => column > 0 && !y.isBare) ? 60 : 14
  const gapY = panels.some(({ row, x }) => row < rows - 1 && !x.isBare) ? below + 6 : 14
  const top = TITLE + (hasLegend(chart) ? LEGEND : 0)
  const plane = {
    left,
    top,
    width: Math.max(40, width - left - right),
    height: Math.max(40, height - top - (panels.length === 0 ? 24 : below + 4)),
  }
  const cellWidth = (plane.width - gapX * (columns - 1)) / columns
  const cellHeight = (plane.height - gapY * (rows - 1)) / rows
  return {
    panels: panels.map(({ row, column }) => ({
      left: plane.left + column * (cellWidth + gapX),
      top: plane.top + row * (cellHeight + gapY),
      width: cellWidth,
      height: cellHeight,
    })),
    plane,
    colorBars: colorBars.map((_, i) => {
      const tall = Math.min(320, plane.height)
      return {
        left: width - right + 20 + i * COLOR_BAR,
        top: plane.top + (plane.height - tall) / 2,
        width: 14,
        height: tall,
      }
    }),
    isTurned,
  }
}

/** Whether any layer is listed by its name. */
export function hasLegend({ panels, cube, parallel }: Chart): boolean {
  return (
    cube !== undefined ||
    parallel?.isDashed.includes(true) === true ||
    panels.some(({ layers }) => layers.some(({ inLegend }) => inLegend === true))
  )
}

function widestLabel(axis: Axis): number {
  if (axis.scale === "date") return 60
  return Math.max(...axisTicks(axis, axis.range, 30).map((value) => textWidth(tickText(axis, value))), 0)
}

function isCrowded(axis: Axis, width: number): boolean {
  const { categories } = axis
  if (axis.scale !== "category" || categories === undefined) return false
  return (widestLabel(axis) + 8) * categories.length > width
}
