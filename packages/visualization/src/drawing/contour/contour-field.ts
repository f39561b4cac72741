import { contours } from "d3-contour"
import type { Axis, FieldLayer } from "../chart.ts"
import { fillGaps } from "./fill-gaps.ts"

const N_LEVELS = 15

/** How a contour is found. */
export interface ContourFieldOptions {
  /** How many nodes each axis has. */
  readonly nodes: number
  /** Whether of several trials at one node the last counts, not the highest. */
  readonly keepsLast: boolean
}

interface DrawnAxis {
  readonly axis: Axis
  readonly positions: readonly number[]
}

/**
 * The areas between 15 levels of the values `shares`, 0 to 1, of the trials at these positions, on a grid of equal distances
 * that does not grow with their number. `undefined` if no trial has both.
 */
export function contourField(
  x: DrawnAxis,
  y: DrawnAxis,
  shares: readonly number[],
  { nodes, keepsLast }: ContourFieldOptions,
): FieldLayer["levels"] | undefined {
  const cells = new Float64Array(nodes * nodes).fill(NaN)
  const at = ({ axis: { range }, positions }: DrawnAxis, i: number): number => {
    const share = ((positions[i] as number) - range[0]) / (range[1] - range[0])
    return Math.min(nodes - 1, Math.floor(share * nodes))
  }
  let isEmpty = true
  for (const [i, share] of shares.entries()) {
    const cell = at(y, i) * nodes + at(x, i)
    if (Number.isNaN(cell)) continue
    isEmpty = false
    if (keepsLast || !(share <= (cells[cell] as number))) cells[cell] = share
  }
  if (isEmpty) return undefined
  fillGaps(cells, nodes, nodes)
  const thresholds = Array.from({ length: N_LEVELS }, (_, k) => (k === 0 ? -1 : k / N_LEVELS))
  const found = contours().size([nodes, nodes]).thresholds(thresholds)(cells as unknown as number[])
  return found.map(({ coordinates }, k) => ({
    share: (k + 0.5) / N_LEVELS,
    rings: coordinates.flatMap((polygon) => polygon.map((ring) => placed(ring, x.axis, y.axis, nodes))),
  }))
}

/** A ring in grid units as x and y in turn on the axes. */
function placed(ring: readonly (readonly number[])[], x: Axis, y: Axis, nodes: number): number[] {
  const on = ({ range: [low, high] }: Axis, units: number): number => low + (units / nodes) * (high - low)
  return ring.flatMap(([column = 0, row = 0]) => [on(x, column), on(y, row)])
}
