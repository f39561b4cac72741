import { describe, ParzenError } from "@parzen/core"

/** The value of a parameter. */
export type XGBoostParamValue = string | number | boolean | readonly (string | number | readonly (string | number)[])[]

/**
 * Parameters by XGBoost's own names: `{ max_depth: 6, eval_metric: ["logloss", "auc"] }`. One that is `undefined` or `null` is left
 * out.
 */
export type XGBoostParams = Readonly<Record<string, XGBoostParamValue | null | undefined>>

/** Name and value as XGBoost takes them, one for each metric of a list, metrics last as Python passes them. */
export type ParamPair = readonly [name: string, value: string]

/** @throws INVALID_ARGUMENT for what is no object, and values of other kinds */
export function paramPairs(params: XGBoostParams): ParamPair[] {
  if (typeof params !== "object" || params === null || Array.isArray(params))
    throw new ParzenError("INVALID_ARGUMENT", `params: takes an object, got ${describe(params)}`)
  const pairs: ParamPair[] = []
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null || (name === "eval_metric" && Array.isArray(value))) continue
    pairs.push([name, paramText(name, value)])
  }
  const { eval_metric: metrics } = params
  if (Array.isArray(metrics)) for (const metric of metrics) pairs.push(["eval_metric", String(metric)])
  return pairs
}

function paramText(name: string, value: XGBoostParamValue): string {
  if (typeof value === "string") return value
  if (typeof value === "boolean") return value ? "1" : "0"
  if (Array.isArray(value)) return name === "monotone_constraints" ? `(${value.join(",")})` : JSON.stringify(value)
  if (typeof value === "number" && !Number.isNaN(value)) return String(value)
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `'${name}': takes a string, number, boolean or list, got ${describe(value)}`,
  )
}
