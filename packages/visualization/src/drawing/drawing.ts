import type { EChartsCoreOption } from "echarts/core"
import type { ThemeName } from "./theme.ts"

/** How a chart is drawn. */
export interface DrawOptions {
  readonly theme: ThemeName
  readonly width: number
  readonly height: number
  /** Whether it is a still picture. */
  readonly isStatic: boolean
  /** From where a cube is seen: turned about the upright axis, and raised, in degrees. */
  readonly view?: readonly [azimuth: number, elevation: number]
  /** What a reader has zoomed to, in a chart of one panel. */
  readonly zoom?: Zoom
}

/** The part of a panel's axes that is seen. */
export interface Zoom {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
}

/** What the library draws, and what stands under the pointer. */
export interface Drawing {
  readonly option: EChartsCoreOption
  /** The text at an element of a series, lines apart by `\n`; `undefined` where there is none. */
  readonly hover: (seriesIndex: number, dataIndex: number) => string | undefined
}

/** What text is set in; without quotes, which the library would write into its SVG as they are. */
export const FONT = "Helvetica Neue, Arial, Liberation Sans, DejaVu Sans, sans-serif"
