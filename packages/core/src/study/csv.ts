import type { Study } from "./study.ts"
import type { TrialsTableOptions } from "./trials-table.ts"
import { trialsToTable } from "./trials-table.ts"

/**
 * The trials as CSV (RFC 4180, lines ended by LF) with the columns of {@link trialsToTable}, without an index column. Times are
 * ISO 8601 in UTC, durations in ms, booleans `True` and `False` as pandas writes them; what a trial lacks is empty.
 * @throws INVALID_ARGUMENT for an unknown attribute
 */
export function toCsv(study: Study, options?: TrialsTableOptions): string {
  const { columns, rows } = trialsToTable(study, options)
  return [columns, ...rows].map((cells) => `${cells.map(cellText).join(",")}\n`).join("")
}

function cellText(value: unknown): string {
  const text = textOf(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ""
  if (value instanceof Date) return value.toISOString()
  if (typeof value === "boolean") return value ? "True" : "False"
  if (value === Infinity) return "inf"
  if (value === -Infinity) return "-inf"
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}
