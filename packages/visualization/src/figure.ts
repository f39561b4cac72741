import { describe, ParzenError } from "@parzen/core"
import type { Chart } from "./drawing/chart.ts"
import type { FontOptions } from "./drawing/render-png.ts"
import type { ThemeName } from "./drawing/theme.ts"
import type { PlotlyFigure } from "./plotly/plotly-figure.ts"

/** What a {@link Figure} is made of. */
export interface FigureParts<Info> {
  /** Which figure it is, such as `slice`. */
  readonly kind: string
  readonly info: Info
  readonly toPlotly: (info: Info) => PlotlyFigure
  /** Loads what draws it. */
  readonly toChart: (info: Info) => Promise<Chart>
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

/** How a figure becomes PNG. */
export interface PngOptions extends PictureOptions, FontOptions {
  /** Pixels of the picture for each px of its width and height, 0.1 to 10; by default 2. */
  readonly scale?: number | undefined
}

/** How a figure becomes HTML. */
export interface HtmlOptions {
  /** By default the reader's own, which a button changes. */
  readonly theme?: ThemeName | undefined
}

/** A figure: its numbers, computed once, and the forms in which they can be had. */
export class Figure<Info = unknown> {
  readonly kind: string
  /** The numbers that the figure shows: plain arrays and objects. */
  readonly info: Info
  readonly #toPlotly: () => PlotlyFigure
  readonly #toChart: () => Promise<Chart>

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

  /**
   * Kind and numbers as JSON text. What JSON has no number for is the text `"NaN"`, `"Infinity"` or `"-Infinity"`, what is
   * undefined in a list is null.
   */
  toJson(): string {
    return JSON.stringify({ kind: this.kind, info: this.info }, (_, value: unknown) =>
      typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
    )
  }

  /** The figure as an SVG picture. @throws INVALID_ARGUMENT */
  async toSvg(options: PictureOptions = {}): Promise<string> {
    checkPictureOptions(options)
    const chart = await this.#toChart()
    const { width = chart.width, height = chart.height, theme = "light" } = options
    const { renderSvg } = await import("./drawing/render-svg.ts")
    return renderSvg(chart, theme, width, height)
  }

  /** The figure as the bytes of a PNG picture. @throws PACKAGE_MISSING unless `@resvg/resvg-js` is installed, INVALID_ARGUMENT */
  async toPng(options: PngOptions = {}): Promise<Uint8Array> {
    const { scale = 2, fontFiles } = options
    if (!(typeof scale === "number" && scale >= 0.1 && scale <= 10)) {
      throw new ParzenError("INVALID_ARGUMENT", `scale: takes a number from 0.1 to 10, got ${describe(scale)}`)
    }
    const { renderPng } = await import("./drawing/render-png.ts")
    return renderPng(await this.toSvg(options), scale, { fontFiles })
  }

  /**
   * The figure as one HTML file that works offline: text under the pointer, zoom, areas to mark on parallel axes, a cube to turn.
   * @throws INVALID_ARGUMENT
   */
  async toHtml({ theme }: HtmlOptions = {}): Promise<string> {
    checkTheme(theme)
    const { figureHtml } = await import("./html/figure-html.ts")
    return figureHtml(await this.#toChart(), theme)
  }

  /** @internal What is drawn, for a page with several figures. */
  toChart(): Promise<Chart> {
    return this.#toChart()
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
  checkTheme(theme)
}

function checkTheme(theme: unknown): void {
  if (theme !== undefined && theme !== "light" && theme !== "dark") {
    throw new ParzenError("INVALID_ARGUMENT", `theme: takes 'light' or 'dark', got ${describe(theme)}`)
  }
}
