import { describe, ParzenError } from "@parzen/core"

/** @throws INVALID_MODEL for a text that does not begin and end as a model of LightGBM does: the library would not notice */
export function checkModelText(text: string): void {
  const isModel = typeof text === "string" && /^tree\r?\nversion=/.test(text)
  const reason = isModel && !/^end of trees\r?$/m.test(text) ? "it is cut short" : undefined
  if (isModel && reason === undefined) return
  const start = typeof text === "string" ? describe(text.slice(0, 30)) : describe(text)
  throw new ParzenError("INVALID_MODEL", `the text is no model of LightGBM: ${reason ?? `it begins with ${start}`}`)
}
