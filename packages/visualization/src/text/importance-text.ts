/** An importance with 2 decimals, or `<0.01`. */
export function importanceText(value: number): string {
  return value >= 0.01 ? value.toFixed(2) : "<0.01"
}
