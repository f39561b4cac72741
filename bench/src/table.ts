/** Lines of aligned columns: the first `left` to the left, the others to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], left = 1): string {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)))
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => pad(row[column] ?? "", width, column < left))
      .join("  ")
      .trimEnd()
  return [line(header), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n")
}

/** A number with three significant digits and no exponent, or a dash for what was not measured. */
export function digits(value: number | undefined, unit = ""): string {
  if (value === undefined || Number.isNaN(value)) return "-"
  const decimals = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return `${value.toFixed(Math.min(decimals, 6))}${unit}`
}

function pad(text: string, width: number, toLeft: boolean): string {
  return toLeft ? text.padEnd(width) : text.padStart(width)
}
