/** The best of `values` without NaN; `undefined` if nothing else is there. */
export function bestReport(values: readonly number[], maximize: boolean): number | undefined {
  let best: number | undefined
  for (const value of values) {
    if (best === undefined ? !Number.isNaN(value) : maximize ? value > best : value < best) best = value
  }
  return best
}
