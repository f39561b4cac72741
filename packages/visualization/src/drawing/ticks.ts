/** Round numbers (1, 2 or 5 times a power of ten apart) from `low` to `high`, about `count` of them. */
export function ticksBetween(low: number, high: number, count: number, isWhole = false): number[] {
  const rough = (high - low) / Math.max(1, count)
  if (!(rough > 0) || !Number.isFinite(rough)) return [low]
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.75) ?? 10
  const step = isWhole ? Math.max(1, Math.round(factor * power)) : factor * power
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** Marks on a log axis, as decimal logarithms: powers of ten, every few of them if there are many; within one power 1, 2, 5. */
export function logTicks(low: number, high: number, count: number): number[] {
  const decades = Math.floor(high + 1e-9) - Math.ceil(low - 1e-9) + 1
  const within = (values: readonly number[]): number[] => values.filter((v) => v >= low - 1e-9 && v <= high + 1e-9)
  if (decades >= 3) {
    const step = Math.max(1, Math.ceil(decades / Math.max(2, count)))
    const first = Math.ceil(low - 1e-9)
    return within(Array.from({ length: decades }, (_, i) => first + i)).filter((decade) => decade % step === 0)
  }
  const factors = high - low > 1.2 ? [1, 3] : high - low > 0.5 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9]
  const found: number[] = []
  for (let decade = Math.floor(low) - 1; decade <= Math.ceil(high); decade++) {
    found.push(...factors.map((factor) => decade + Math.log10(factor)))
  }
  const ticks = within(found)
  if (ticks.length > 1) return ticks
  return ticksBetween(10 ** low, 10 ** high, count).map(Math.log10)
}
