/** A figure as Plotly's JSON has it: what `plotly.io.from_json` opens once `JSON.stringify` has written it (NaN becomes null). */
export interface PlotlyFigure {
  readonly data: readonly PlotlyTrace[]
  readonly layout: PlotlyLayout
}

/** A trace: `type`, its points and its looks, by Plotly's names. */
export type PlotlyTrace = Readonly<Record<string, unknown>> & { readonly type: string }

/** Title, axes (`xaxis`, `yaxis2`, ...) and whatever else stands around the traces, by Plotly's names. */
export type PlotlyLayout = Readonly<Record<string, unknown>>

/** Text where Plotly's JSON has it: `{ text }`. */
export interface PlotlyText {
  readonly text: string
}

/** @internal A title of a figure or an axis. */
export function titled(text: string): { title: PlotlyText } {
  return { title: { text } }
}
