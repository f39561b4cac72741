import { describe } from "@parzen/core"
import { parseJson } from "./parse-json.ts"
import { printable } from "./output-tail.ts"

/** Numbers, or in words why there are none. */
export type Numbers = readonly number[] | { readonly mistake: string }

const NUMBER = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)$/i

/** The number that `word` is: also `nan`, `inf` and `infinity`, in any case; `undefined` if it is none. */
export function parseNumber(word: string): number | undefined {
  if (!NUMBER.test(word)) return undefined
  if (/nan/i.test(word)) return Number.NaN
  return /inf/i.test(word) ? (word.startsWith("-") ? -Infinity : Infinity) : Number(word)
}

/** The numbers in `text`: one or several with spaces or commas between, or a JSON array or object. */
export function numbersOfText(text: string, metrics: readonly string[] | undefined): Numbers {
  const trimmed = text.trim()
  if (/^[[{]/.test(trimmed)) {
    try {
      return numbersOf(parseJson(trimmed), metrics)
    } catch {
      return { mistake: `'${printable(trimmed)}' is no JSON` }
    }
  }
  const words = trimmed.split(/[\s,;]+/).filter((word) => word !== "")
  const numbers = words.map(parseNumber)
  const wrong = numbers.indexOf(undefined)
  if (wrong >= 0) return { mistake: `'${printable(words[wrong] ?? "")}' in '${printable(trimmed)}' is not a number` }
  return counted(numbers as number[], metrics)
}

/** The numbers in a JSON value: a number, an array of them, or an object with the `metrics`, or with `value`. */
export function numbersOf(json: unknown, metrics: readonly string[] | undefined): Numbers {
  const values = valuesOf(json, metrics)
  if ("mistake" in values) return values
  const wrong = values.find((value) => typeof value !== "number")
  return wrong === undefined && !values.includes(undefined)
    ? counted(values as number[], metrics)
    : { mistake: `${describe(wrong)} is not a number` }
}

function valuesOf(
  json: unknown,
  metrics: readonly string[] | undefined,
): readonly unknown[] | { readonly mistake: string } {
  if (Array.isArray(json)) return json
  if (typeof json !== "object" || json === null) return [json]
  const fields = json as Readonly<Record<string, unknown>>
  const there = Object.keys(fields).map((key) => `'${printable(key)}'`)
  if (metrics !== undefined) {
    const missing = metrics.find((name) => !Object.hasOwn(fields, name))
    if (missing === undefined) return metrics.map((name) => fields[name])
    return { mistake: `the metric '${missing}' is missing, there are: ${printable(there.join(", "))}` }
  }
  if (!Object.hasOwn(fields, "value"))
    return { mistake: `which of ${printable(there.join(", "))} is the value? The option 'metrics' says it` }
  const { value } = fields
  return Array.isArray(value) ? value : [value]
}

function counted(numbers: readonly number[], metrics: readonly string[] | undefined): Numbers {
  if (numbers.length === 0) return { mistake: "there is no number" }
  if (metrics === undefined || metrics.length === numbers.length) return numbers
  return { mistake: `there are ${numbers.length} numbers for the metrics ${metrics.join(", ")}` }
}
