import { describe, ParzenError } from "@parzen/core"
import type { Chart } from "./drawing/chart.ts"
import type { ThemeName } from "./drawing/theme.ts"
import type { PlotlyFigure } from "./plotly/plotly-figure.ts"

/** What a {@link Figure} is made of. */
export interface FigureParts<Info> {
  /** Which figure it is, such as `slice`. */
  readonly kind: string
  readonly info: Info
  readonly toPlotly: (info: Info) => PlotlyFigure
  readonly toChart: (info: Info) => Chart
}

/** How a figure is drawn. */
export interface PictureOptions {
  /** In px; by default what suits the figure. */
  readonly width?: number | undefined
  /** In px; by default what suits the figure. */
  readonly height?: number | undefined
  /** By default light. */
  readonly theme?: ThemeName | undefined
}

/** A figure: its numbers, computed once, and the forms in which they can be had. */
export class Figure<Info = unknown> {
  readonly kind: string
  /** The numbers that the figure shows: plain arrays and objects. */
  readonly info: Info
  readonly #toPlotly: () => PlotlyFigure
  readonly #toChart: () => Chart

  /** Made by the `plot...` functions; not for direct use. */
  constructor(parts: FigureParts<Info>) {
    this.kind = parts.kind
    this.info = parts.info
    this.#toPlotly = () => parts.toPlotly(parts.info)
    this.#toChart = () => parts.toChart(parts.info)
  }

  /** The figure as Plotly's JSON: `JSON.stringify` of it is what `plotly.io.from_json` and optuna-dashboard open. */
  toPlotly(): PlotlyFigure {
    return this.#toPlotly()
  }

  /** The figure as an SVG picture. @throws INVALID_ARGUMENT */
  async toSvg(options: PictureOptions = {}): Promise<string> {
    checkPictureOptions(options)
    const chart = this.#toChart()
    const { width = chart.width, height = chart.height, theme = "light" } = options
    const { renderSvg } = await import("./drawing/render-svg.ts")
    return renderSvg(chart, theme, width, height)
  }
}

function checkPictureOptions({ width, height, theme }: PictureOptions): void {
  for (const [name, value] of Object.entries({ width, height })) {
    if (value === undefined || (Number.isFinite(value) && value >= 100 && value <= 20_000)) continue
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `${name}: takes a number of pixels from 100 to 20000, got ${describe(value)}`,
    )
  }
  if (theme !== undefined && theme !== "light" && theme !== "dark") {
    throw new ParzenError("INVALID_ARGUMENT", `theme: takes 'light' or 'dark', got ${describe(theme)}`)
  }
}
