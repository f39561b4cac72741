/** The `q`-quantile of ascending `values`, 0 <= q <= 1, linear between two (numpy's default). NaN of none. */
export function quantile(values: ArrayLike<number>, q: number): number {
  const at = (values.length - 1) * q
  const below = Math.floor(at)
  const [low, high] = [values[below] as number, values[Math.ceil(at)] as number]
  return low === high ? low : low + (high - low) * (at - below)
}
