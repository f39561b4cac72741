const RELAXATION = 1.85
const MOST_SWEEPS = 500
const TOLERANCE = 1e-4

/**
 * Fills the NaN of `cells`, (height, width) row-major numbers between 0 and 1, by the smoothest surface through the others: the
 * solution of Laplace's equation with zero slope across the border, by successive over-relaxation. Needs one number or more.
 */
export function fillGaps(cells: Float64Array, width: number, height: number): void {
  const gaps = Int32Array.from(cells.keys()).filter((i) => Number.isNaN(cells[i]))
  const known = cells.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  for (const i of gaps) cells[i] = mean
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let change = 0
    for (const i of gaps) {
      const column = i % width
      const own = cells[i] as number
      // Beyond the border the value is the border's own: its slope is zero.
      const left = column > 0 ? (cells[i - 1] as number) : own
      const right = column < width - 1 ? (cells[i + 1] as number) : own
      const below = i >= width ? (cells[i - width] as number) : own
      const above = i < width * (height - 1) ? (cells[i + width] as number) : own
      const step = RELAXATION * ((left + right + below + above) / 4 - own)
      cells[i] = own + step
      if (Math.abs(step) > change) change = Math.abs(step)
    }
    if (change < TOLERANCE) return
  }
}
