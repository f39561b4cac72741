import type { Json } from "@parzen/core"

/** JSON as Python reads it: numbers that JSON has no word for are bare, and all is ASCII, whatever the columns' charset is. */
export function toPythonJson(value: Json): string {
  const text = JSON.stringify(value)
  const isPlain = !hasNonFinite(value)
  return ascii(isPlain ? text : write(value))
}

/** Reads JSON that Python wrote, bare NaN and Infinity included. @throws SyntaxError */
export function fromPythonJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (token) =>
      token.startsWith('"') ? token : `"\\u0000${token}"`,
    )
    return JSON.parse(marked, (_, item: unknown) =>
      typeof item === "string" && item.startsWith("\0") ? Number(item.slice(1)) : item,
    ) as Json
  }
}

function hasNonFinite(value: Json): boolean {
  if (typeof value === "number") return !Number.isFinite(value)
  return typeof value === "object" && value !== null && Object.values(value).some((item) => hasNonFinite(item))
}

function write(value: Json): string {
  if (typeof value === "number") return Number.isFinite(value) ? JSON.stringify(value) : String(value)
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(write).join(", ")}]`
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${write(item)}`)
    .join(", ")}}`
}

function ascii(json: string): string {
  // eslint-disable-next-line no-control-regex
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
}
