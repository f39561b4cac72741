import type { PageContent } from "../page/page-content.ts"

/** The content as JSON that may stand in a script element: 7 digits for what is only drawn, and nothing that ends the element. */
export function contentJson({ charts, table }: PageContent): string {
  const json = `{"charts":${JSON.stringify(charts, shorter)}${table === undefined ? "" : `,"table":${JSON.stringify(table)}`}}`
  return json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")
}

function shorter(_: string, value: unknown): unknown {
  if (typeof value !== "number" || Number.isInteger(value)) return value
  if (!Number.isFinite(value)) return null
  return Math.abs(value) < 1e6 ? Number(value.toPrecision(7)) : Math.round(value)
}
