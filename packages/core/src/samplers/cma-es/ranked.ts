import type { Direction } from "../../trial/direction.ts"

/** The best first, those of the same value in their order. NaN is as bad as a value can be. */
export function ranked<T extends { readonly value: number }>(outcomes: readonly T[], direction: Direction): T[] {
  const sign = direction === "minimize" ? 1 : -1
  const loss = (value: number): number => (Number.isNaN(value) ? Infinity : sign * value)
  return outcomes.toSorted((a, b) => {
    const x = loss(a.value)
    const y = loss(b.value)
    return x < y ? -1 : x > y ? 1 : 0
  })
}
