/**
 * `front`, indices of rows of `values`, (n, m) row-major, from the least to the most crowded (Deb et al. 2002, section III.B):
 * the distance between the two neighbours of a point in each objective, over the objective's finite width, is summed. The order of
 * equally crowded points is that of Optuna 5.0.0, the reverse of a stable ascending sort.
 */
export function leastCrowdedFirst(front: readonly number[], values: Float64Array, m: number): number[] {
  const order = [...front]
  const distances = new Map<number, number>(order.map((i) => [i, 0]))
  for (let k = 0; k < m; k++) {
    const value = (i: number): number => values[i * m + k] as number
    order.sort((i, j) => compare(value(i), value(j)))
    const gaps = neighbourGaps(order.map(value))
    gaps?.forEach((gap, at) => {
      const i = order[at] as number
      distances.set(i, (distances.get(i) as number) + gap)
    })
  }
  return order.sort((i, j) => compare(distances.get(i) as number, distances.get(j) as number)).reverse()
}

/** Of each of the ascending `values` the relative distance between its neighbours, infinite at a finite end; none where all are equal. */
function neighbourGaps(values: readonly number[]): number[] | undefined {
  if (values.length === 0 || values[0] === values.at(-1)) return undefined
  const padded = [-Infinity, ...values, Infinity]
  const least = padded.find((value) => value !== -Infinity) as number
  const most = padded.findLast((value) => value !== Infinity) as number
  const width = most - least > 0 ? most - least : 1
  return values.map((_, i) => {
    const below = padded[i] as number
    const above = padded[i + 2] as number
    // Two equal infinities are no distance apart.
    return below === above ? 0 : (above - below) / width
  })
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
