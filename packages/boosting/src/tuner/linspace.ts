/** `n` numbers from `start` to `stop`, both included, at equal distances: numpy's `linspace`. */
export function linspace(start: number, stop: number, n: number): number[] {
  const step = (stop - start) / (n - 1)
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? stop : i * step + start))
}
