import type { Direction } from "@parzen/core"
import { extent } from "./numbers.ts"

/** Fewer values than this are shown in full. */
const FEW = 10
/** Values further from the middle half than this many times its span are outliers, */
const FAR = 4
/** unless they are more than this share of all. */
const MOST_CUT = 0.1

/**
 * The part of an axis that shows how most of `values` differ: all of them, but for outliers that would squash the others. The
 * better side of a known direction is never cut.
 */
export function focus(values: readonly number[], direction?: Direction): [number, number] {
  const ascending = Float64Array.from(values.filter(Number.isFinite)).sort()
  const [low, high] = extent(ascending)
  if (ascending.length < FEW) return [low, high]
  const at = (share: number): number => ascending[Math.round(share * (ascending.length - 1))] as number
  const [first, third] = [at(0.25), at(0.75)]
  const reach = FAR * (third - first)
  if (reach === 0) return [low, high]
  const from = Math.min(at(MOST_CUT), first - reach)
  const to = Math.max(at(1 - MOST_CUT), third + reach)
  // What is cut off is worth it only if that wins a good part of the axis.
  const span = to - from
  const isLow = direction !== "minimize" && low < from - span / 4
  const isHigh = direction !== "maximize" && high > to + span / 4
  return [isLow ? from : low, isHigh ? to : high]
}
