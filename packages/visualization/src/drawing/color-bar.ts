import type { ColorBar, ScaleName } from "./chart.ts"
import { formatNumber } from "./numbers.ts"
import { ticksBetween } from "./ticks.ts"

/** The key of a scale from `low` to `high`, upside down where low values have the high end's colour. */
export function colorBar(
  name: string,
  scale: ScaleName,
  [low, high]: readonly [number, number],
  { isReversed = false, isWhole = false }: { isReversed?: boolean; isWhole?: boolean } = {},
): ColorBar {
  const place = (value: number): number => (low === high ? 0.5 : (value - low) / (high - low))
  const values = low === high ? [low] : ticksBetween(low, high, 5, isWhole)
  return {
    name,
    scale,
    ticks: values.map((value) => ({
      at: isReversed ? 1 - place(value) : place(value),
      text: formatNumber(value),
    })),
  }
}
