const STRING_OR_BARE = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g
const BARE: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity, "-Infinity": -Infinity }
const MARK = "\u0000bare "

/** What Python's `json.dumps` writes: JSON, and bare `NaN`, `Infinity`, `-Infinity`. @throws SyntaxError */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!text.includes("NaN") && !text.includes("Infinity")) throw error
    const marked = text.replace(STRING_OR_BARE, (token) =>
      token.startsWith('"') ? token : JSON.stringify(MARK + token),
    )
    return JSON.parse(marked, (_key, value: unknown) =>
      typeof value === "string" && value.startsWith(MARK) ? BARE[value.slice(MARK.length)] : value,
    )
  }
}
