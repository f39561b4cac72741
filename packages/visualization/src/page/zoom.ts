import type { Axis, Panel } from "../drawing/chart.ts"
import type { Zoom } from "../drawing/drawing.ts"

interface ZoomOption {
  readonly xAxisIndex?: number | readonly number[]
  readonly yAxisIndex?: number | readonly number[]
  readonly start?: number
  readonly end?: number
}

/** Which part of a panel's axes is seen, by the library's own account. */
export function zoomOf(option: unknown, { x, y }: Panel): Zoom {
  const { dataZoom = [] } = option as { dataZoom?: readonly ZoomOption[] }
  const isOf = (key: "xAxisIndex" | "yAxisIndex") => (zoom: ZoomOption) => zoom[key] !== undefined
  return {
    x: part(x, dataZoom.find(isOf("xAxisIndex"))),
    y: part(y, dataZoom.find(isOf("yAxisIndex"))),
  }
}

function part({ range: [low, high] }: Axis, { start = 0, end = 100 }: ZoomOption = {}): readonly [number, number] {
  const at = (percent: number): number => low + (percent / 100) * (high - low)
  return [at(start), at(end)]
}
