/** Where each value stands between `low` and `high`, 0 to 1; 0.5 for all if these are equal. */
export function sharesOf(values: readonly number[], [low, high]: readonly [number, number]): number[] {
  if (low === high) return values.map(() => 0.5)
  return values.map((value) => Math.min(1, Math.max(0, (value - low) / (high - low))))
}
