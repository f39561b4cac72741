import type { Axis, Chart, ColorBar, Layer } from "../chart.ts"

/** A chart of one panel. */
export function singleChart(
  title: string,
  x: Axis,
  y: Axis,
  layers: readonly Layer[],
  {
    colorBars = [],
    width = 800,
    height = 440,
  }: { colorBars?: readonly ColorBar[]; width?: number; height?: number } = {},
): Chart {
  return { title, panels: [{ row: 0, column: 0, x, y, layers }], colorBars, width, height }
}
