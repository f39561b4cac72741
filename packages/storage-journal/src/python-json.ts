import type { Json } from "@parzen/core"

/** Marks, inside of a text, a number that JSON has no word for. */
const MARK = `\0${crypto.randomUUID()}`
const STRING_OR_BARE = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g

/** What Python's `json.loads` reads: JSON, and bare `NaN`, `Infinity`, `-Infinity`. @throws SyntaxError */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!text.includes("NaN") && !text.includes("Infinity")) throw error
    const quoted = text.replace(STRING_OR_BARE, (token) =>
      token.startsWith('"') ? token : JSON.stringify(MARK + token),
    )
    return JSON.parse(quoted, (_, value: unknown) =>
      typeof value === "string" && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
    )
  }
}

/** `value` as Python's `json.dumps` would write it, numbers that JSON has no word for included. */
export function toPythonJson(value: Json): string {
  const text = JSON.stringify(value)
  // JSON.stringify writes null for them; where there is none, there was nothing to lose.
  return text.includes("null") ? written(value) : text
}

/** A number as Python writes a float: `1.0`, not `1`. */
export function floatJson(value: number): string {
  if (!Number.isFinite(value)) return numberJson(value)
  const text = Object.is(value, -0) ? "-0" : String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

function written(value: Json): string {
  if (typeof value === "number") return numberJson(value)
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`
  return `{${Object.entries(value)
    .map(([key, item]: [string, Json]) => `${JSON.stringify(key)}:${written(item)}`)
    .join(",")}}`
}

function numberJson(value: number): string {
  if (Number.isNaN(value)) return "NaN"
  if (value === Infinity) return "Infinity"
  return value === -Infinity ? "-Infinity" : JSON.stringify(value)
}
