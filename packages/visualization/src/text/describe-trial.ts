import type { FrozenTrial } from "@parzen/core"
import { jsonList, jsonNumber, pythonJson, pythonJsonString } from "./python.ts"

/**
 * A trial as Optuna's figures show it under the pointer: indented JSON of its number, values, parameters and user attributes,
 * as Python's `json.dumps` writes them. A whole number is a float (`1.0`) where it is an objective's value or a float parameter's.
 */
export function describeTrial({ number, values, params, distributions, userAttrs }: FrozenTrial): string {
  let text = `{\n  "number": ${number},\n  "values": `
  if (values === undefined) text += "null"
  else
    text += jsonList(
      values.map((value) => jsonNumber(value, true)),
      "  ",
      "[]",
    )
  const named: string[] = []
  for (const name in params) {
    const value = params[name]
    const isFloat = distributions[name]?.kind === "float"
    const written = typeof value === "number" ? jsonNumber(value, isFloat) : pythonJson(value, "    ")
    named.push(`${pythonJsonString(name)}: ${written}`)
  }
  text += `,\n  "params": ${jsonList(named, "  ", "{}")}`
  for (const _ in userAttrs) {
    text += `,\n  "user_attrs": ${pythonJson(userAttrs, "  ")}`
    break
  }
  return `${text}\n}`
}
