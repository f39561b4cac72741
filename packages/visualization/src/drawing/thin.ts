/**
 * Which points are worth drawing: of those that fall on the same spot, on a grid of `cells` by `cells` over the extent of the
 * points, the last one, which covers the others. Points that are not finite are left out.
 */
export function thinned(x: readonly number[], y: readonly number[], cells: number): number[] {
  const place = (values: readonly number[]): ((value: number) => number) => {
    let [low, high] = [Infinity, -Infinity]
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
    return (value) => (high > low ? Math.round(((value - low) / (high - low)) * cells) : 0)
  }
  const [column, row] = [place(x), place(y)]
  const last = new Map<number, number>()
  for (let i = 0; i < x.length; i++) {
    const cell = row(y[i] as number) * (cells + 1) + column(x[i] as number)
    if (!Number.isNaN(cell)) last.set(cell, i)
  }
  return [...last.values()].sort((a, b) => a - b)
}
