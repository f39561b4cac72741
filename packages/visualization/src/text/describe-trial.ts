import type { FrozenTrial } from "@parzen/core"
import { jsonList, jsonNumber, pythonJson, pythonJsonString } from "./python.ts"

/**
 * A trial as Optuna's figures show it under the pointer: indented JSON of its number, values, parameters and user attributes,
 * as Python's `json.dumps` writes them. A whole number is a float (`1.0`) where it is an objective's value or a float parameter's.
 */
export function describeTrial({ number, values, params, distributions, userAttrs }: FrozenTrial): string {
  const items = [`"number": ${number}`]
  const numbers = values?.map((value) => jsonNumber(value, true))
  items.push(`"values": ${numbers === undefined ? "null" : jsonList(numbers, "  ", "[]")}`)
  const named = Object.entries(params).map(([name, value]) => {
    const isFloat = distributions[name]?.kind === "float"
    const text = typeof value === "number" ? jsonNumber(value, isFloat) : pythonJson(value, "    ")
    return `${pythonJsonString(name)}: ${text}`
  })
  items.push(`"params": ${jsonList(named, "  ", "{}")}`)
  if (userAttrs !== undefined && Object.keys(userAttrs).length > 0) {
    items.push(`"user_attrs": ${pythonJson(userAttrs, "  ")}`)
  }
  return jsonList(items, "", "{}")
}
