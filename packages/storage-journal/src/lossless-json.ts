import type { Attrs } from "@parzen/core"

const ID = crypto.randomUUID()
/** Marks, inside of a text, a number that stands there as it was written. */
const MARK = `\0${ID}`
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:Infinity|\d[\d.eE+-]*)|NaN/g
/** What has the mark, in JSON. */
const MARKED = new RegExp(`"\\\\u0000${ID}([^"]*)"`, "g")

/**
 * Reads an entry of Python's JSON so that its attributes can be written again to the letter, by {@link writeLossless}: integers
 * of any size, and `1.0` apart from `1`. All else are numbers. @throws SyntaxError
 */
export function parseLossless(text: string): unknown {
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') ? token : JSON.stringify(MARK + token),
  )
  const entry = JSON.parse(marked) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, /^(user|system)_attrs?$/.test(key) ? value : unmarked(value)]),
  )
}

/** Attributes that {@link parseLossless} has read, as they were written. */
export function writeLossless(attrs: Attrs): string {
  return JSON.stringify(attrs).replace(MARKED, "$1")
}

function unmarked(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(unmarked)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unmarked(item)]))
}
