/**
 * The `q`-th percentile, 0 <= q <= 100, of ascending numbers, linearly between the two next to it, in the arithmetic of numpy's
 * `nanpercentile` (numpy 2.4.6, `_lerp`). NaN of none, and where one of the two next to it is infinite.
 */
export function percentileOfSorted(ascending: Float64Array, q: number): number {
  const n = ascending.length
  if (n === 0) return NaN
  const position = (q / 100) * (n - 1)
  const index = Math.floor(position)
  const low = ascending[index] as number
  const high = ascending[Math.min(index + 1, n - 1)] as number
  const rest = position - index
  const difference = high - low
  return rest < 0.5 ? low + difference * rest : high - difference * (1 - rest)
}
