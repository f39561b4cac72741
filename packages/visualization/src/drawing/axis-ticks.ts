import type { Axis } from "./chart.ts"
import { formatNumber } from "./numbers.ts"
import { shortened } from "./text-width.ts"
import { logTicks, ticksBetween } from "./ticks.ts"

/** The longest name of a category that is written out. */
const LONGEST = 18

/** The marks of an axis between two positions, about `count`. Dates are left to the library. */
export function axisTicks(axis: Axis, [low, high]: readonly [number, number], count: number): number[] {
  if (axis.scale === "log") return logTicks(low, high, count)
  if (axis.scale !== "category") return ticksBetween(low, high, count, axis.isWhole)
  const first = Math.max(0, Math.ceil(low))
  const last = Math.min((axis.categories?.length ?? 0) - 1, Math.floor(high))
  const every = Math.max(1, Math.ceil((last - first + 1) / count))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter((i) => i % every === 0)
}

/** What is written at a mark. */
export function tickText({ scale, categories, longest = LONGEST }: Axis, value: number): string {
  if (scale === "log") return formatNumber(10 ** value, 3)
  if (scale !== "category") return formatNumber(value)
  return shortened(categories?.[Math.round(value)] ?? "", longest)
}

/** What is said of a position under the pointer. */
export function valueText({ scale, categories }: Axis, value: number): string {
  if (scale === "log") return formatNumber(10 ** value)
  if (scale === "date") return new Date(value).toLocaleString()
  return scale === "category" ? (categories?.[Math.round(value)] ?? "") : formatNumber(value, 6)
}
