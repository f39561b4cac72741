import type { Axis, Panel } from "../chart.ts"

/** A square of panels. */
export interface Pairs {
  readonly panels: readonly Panel[]
  /** How many rows and columns. */
  readonly size: number
}

/**
 * Each two of `axes` against each other once: of two the first as x and the second as y, of more the lower left half of the
 * square, so that each pair is large enough to be read.
 */
export function pairPanels(axes: readonly Axis[], layersOf: (x: number, y: number) => Panel["layers"]): Pairs {
  const n = axes.length
  if (n === 1) {
    const axis = axes[0] as Axis
    return { panels: [{ row: 0, column: 0, x: axis, y: axis, layers: layersOf(0, 0) }], size: 1 }
  }
  const panels: Panel[] = []
  for (let y = 1; y < n; y++) {
    for (let x = 0; x < y; x++) {
      panels.push({
        row: y - 1,
        column: x,
        x: { ...(axes[x] as Axis), ...(y < n - 1 && { isBare: true }) },
        y: { ...(axes[y] as Axis), ...(x > 0 && { isBare: true }) },
        layers: layersOf(x, y),
      })
    }
  }
  return { panels, size: n - 1 }
}

/** How large a chart of such panels is by default, in px. */
export function pairsSize(size: number): { width: number; height: number } {
  if (size === 1) return { width: 720, height: 520 }
  const side = size <= 3 ? 240 : size <= 6 ? 170 : 120
  return { width: size * side + 200, height: size * side + 130 }
}

/** How many spots along each side of a panel can be told apart, of so many axes. */
export function pairCells(nAxes: number): number {
  return nAxes <= 2 ? 200 : nAxes <= 4 ? 80 : 40
}
