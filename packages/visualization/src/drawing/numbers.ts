/** A number to be read: at most `digits` significant digits, plain from 0.001 to 100000, else `2e-5`. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞"
  const rounded = Number(value.toPrecision(digits))
  const size = Math.abs(rounded)
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return String(rounded)
  return rounded.toExponential().replace("e+", "e")
}

/** The lowest and highest of the finite numbers; 0 and 1 if there are none. */
export function extent(values: Iterable<number>): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? [low, high] : [0, 1]
}

/** The range with a margin on both sides, a share of its span; around a single number one of half its size. */
export function widened([low, high]: readonly [number, number], share = 0.05): [number, number] {
  const margin = low === high ? Math.abs(low) / 2 || 0.5 : (high - low) * share
  return [low - margin, high + margin]
}
