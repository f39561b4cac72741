/** `count` numbers from `low` to `high`, both included, at equal distances, in numpy's arithmetic; `count` from 2. */
export function linspace(low: number, high: number, count: number): number[] {
  const step = (high - low) / (count - 1)
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? high : low + i * step))
}
