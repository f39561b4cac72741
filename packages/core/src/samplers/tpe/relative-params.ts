import type { Params, ParamValue } from "../../distributions/distribution.ts"
import type { Attrs } from "../../trial/attrs.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { TrialView } from "../../trial/study-view.ts"

const KEY = "tpe:relative_params"
/** How many characters of JSON an attribute takes: Optuna's databases hold no more. */
const PIECE = 2045

/** What was read of a trial's attributes, by these: they are replaced when they change. */
const known = /* @__PURE__ */ new WeakMap<Attrs, Params>()

/** Keeps what was drawn for a trial with it, for other workers, as Optuna 5.0.0 does. */
export function writeRelativeParams(trial: TrialView, params: Params): void {
  let json = ""
  for (const name in params) json += `${json === "" ? "{" : ", "}${asJson(name)}: ${asJson(params[name] as ParamValue)}`
  json += "}"
  for (let i = 0; i * PIECE < json.length; i++)
    trial.setSystemAttr(`${KEY}:${i}`, json.slice(i * PIECE, (i + 1) * PIECE))
  known.set(trial.systemAttrs, params)
}

/** The parameters that a running trial has or will have: what was drawn for it, and over that what it has suggested. */
export function readRelativeParams({ params, systemAttrs }: FrozenTrial): Readonly<Params> {
  if (systemAttrs[`${KEY}:0`] === undefined) return params
  let drawn = known.get(systemAttrs)
  if (drawn === undefined) known.set(systemAttrs, (drawn = parse(systemAttrs)))
  return { ...drawn, ...params }
}

/** Nothing if the pieces make no JSON: another worker may be writing them at this moment. */
function parse(attrs: Attrs): Params {
  let json = ""
  for (let i = 0, piece = attrs[`${KEY}:0`]; typeof piece === "string"; piece = attrs[`${KEY}:${++i}`]) json += piece
  try {
    return JSON.parse(json) as Params
  } catch {
    return {}
  }
}

/** In characters of ASCII, so that a piece never ends inside one. */
function asJson(value: ParamValue): string {
  if (typeof value === "number") return String(value)
  if (typeof value !== "string") return JSON.stringify(value)
  if (PLAIN.test(value)) return `"${value}"`
  return JSON.stringify(value).replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
}

/** What JSON writes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/
