import type { PlotlyLayout } from "./plotly-figure.ts"

/** One cell of a grid of axes, as Plotly names them. */
export interface Cell {
  /** `{ xaxis: "x2", yaxis: "y2" }`, what a trace says. */
  readonly axes: { readonly xaxis: string; readonly yaxis: string }
  /** `xaxis2` and `yaxis2`, what the layout says. */
  readonly xKey: string
  readonly yKey: string
  /** What the layout says of each: anchor, domain, and which axis it follows. */
  readonly x: PlotlyLayout
  readonly y: PlotlyLayout
}

/** Distances between cells, as shares of the whole. */
export interface Spacing {
  readonly horizontal: number
  readonly vertical: number
}

/**
 * The cells of `rows` times `columns` axes, row by row from the top, as Plotly's `make_subplots` (plotly.py 7.1.0) lays them out:
 * a column's x axes follow its lowest one, a row's y axes its leftmost. By default 0.2 / columns and 0.3 / rows apart.
 */
export function subplots(rows: number, columns: number, spacing: Partial<Spacing> = {}): Cell[][] {
  const { horizontal = 0.2 / columns, vertical = 0.3 / rows } = spacing
  const width = (1 - horizontal * (columns - 1)) / columns
  const height = (1 - vertical * (rows - 1)) / rows
  const name = (row: number, column: number): string => {
    const number = row * columns + column + 1
    return number === 1 ? "" : String(number)
  }
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const own = name(row, column)
      const left = column * (width + horizontal)
      const bottom = (rows - 1 - row) * (height + vertical)
      const followsX = rows > 1 && row < rows - 1
      const followsY = columns > 1 && column > 0
      return {
        axes: { xaxis: `x${own}`, yaxis: `y${own}` },
        xKey: `xaxis${own}`,
        yKey: `yaxis${own}`,
        x: {
          anchor: `y${own}`,
          domain: [left, left + width],
          ...(followsX && { matches: `x${name(rows - 1, column)}`, showticklabels: false }),
        },
        y: {
          anchor: `x${own}`,
          domain: [bottom, bottom + height],
          ...(followsY && { matches: `y${name(row, 0)}`, showticklabels: false }),
        },
      }
    }),
  )
}
