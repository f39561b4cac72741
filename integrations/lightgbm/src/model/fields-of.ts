import { describe, ParzenError } from "@parzen/core"

/** The `name=value` lines of a part of a model. */
export type Fields = ReadonlyMap<string, string>

export function fieldsOf(part: string): Fields {
  const lines = part.split(/\r?\n/).filter((line) => line.includes("="))
  return new Map(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]))
}

/** The integer of a field, up to 10 million: no model has more of anything. @throws INVALID_MODEL */
export function count(fields: Fields, name: string, least: number): number {
  const text = fields.get(name)?.trim()
  const value = Number(text)
  if (text !== undefined && /^\d+$/.test(text) && value >= least && value <= 1e7) return value
  throw new ParzenError("INVALID_MODEL", `${name} is ${describe(text)}`)
}

/** The numbers of a field. @throws INVALID_MODEL if it has another number of them than `length`, or what is none */
export function numbers(fields: Fields, name: string, length?: number): Float64Array {
  const text = fields.get(name)?.trim() ?? ""
  const values = Float64Array.from(text === "" ? [] : text.split(/\s+/), toNumber)
  if (length !== undefined && values.length !== length)
    throw new ParzenError("INVALID_MODEL", `${name} has ${values.length} numbers, not ${length}`)
  const at = values.findIndex((value) => Number.isNaN(value))
  if (at >= 0) throw new ParzenError("INVALID_MODEL", `${name} holds what is no number, at place ${at}`)
  return values
}

// As C++ writes them: `inf` and `-inf` too.
function toNumber(text: string): number {
  if (text === "inf") return Infinity
  return text === "-inf" ? -Infinity : Number(text)
}
