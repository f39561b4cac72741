import type { PlotlyFigure } from "./plotly/plotly-figure.ts"

/** What a {@link Figure} is made of. */
export interface FigureParts<Info> {
  /** Which figure it is, such as `slice`. */
  readonly kind: string
  readonly title: string
  readonly info: Info
  readonly toPlotly: (info: Info) => PlotlyFigure
}

/** A figure: its numbers, computed once, and the forms in which they can be had. */
export class Figure<Info = unknown> {
  readonly kind: string
  readonly title: string
  /** The numbers that the figure shows: plain arrays and objects. */
  readonly info: Info
  readonly #toPlotly: () => PlotlyFigure

  /** Made by the `plot...` functions; not for direct use. */
  constructor(parts: FigureParts<Info>) {
    this.kind = parts.kind
    this.title = parts.title
    this.info = parts.info
    this.#toPlotly = () => parts.toPlotly(parts.info)
  }

  /** The figure as Plotly's JSON: `JSON.stringify` of it is what `plotly.io.from_json` and optuna-dashboard open. */
  toPlotly(): PlotlyFigure {
    return this.#toPlotly()
  }
}
