/** A time as it comes out of a column: text in UTC, ms since 1970, or nothing. */
export type StoredTime = string | number | null

/** The text of a time in ms since 1970, as Optuna's columns take it: in UTC, with six digits of a second. */
export function toUtcText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23).replace("T", " ")}000`
}

/** In ms since 1970. */
export function fromUtcText(time: StoredTime): number | undefined {
  if (time === null) return undefined
  if (typeof time === "number") return Math.floor(time)
  return Date.parse(`${time.slice(0, 10)}T${time.slice(11, 23).trimEnd()}Z`)
}
