import { ParzenError } from "../errors.ts"
import type { CategoricalChoice } from "./categorical.ts"
import { categorical } from "./categorical.ts"
import type { Distribution } from "./distribution.ts"
import { float } from "./float.ts"
import { int } from "./int.ts"
import { pythonFloat } from "./python-float.ts"

/** Optuna's JSON of a distribution, as its storages keep it: to the letter what Python's `json.dumps` writes. */
export function distributionToJson(distribution: Distribution): string {
  if (distribution.kind === "categorical") {
    return `{"name": "CategoricalDistribution", "attributes": {"choices": [${distribution.choices.map(choiceJson).join(", ")}]}}`
  }
  const { low, high, step, log } = distribution
  if (distribution.kind === "int") {
    return `{"name": "IntDistribution", "attributes": {"log": ${log}, "step": ${step}, "low": ${low}, "high": ${high}}}`
  }
  const stepJson = step === undefined ? "null" : pythonFloat(step)
  const bounds = `"low": ${pythonFloat(low)}, "high": ${pythonFloat(high)}`
  return `{"name": "FloatDistribution", "attributes": {"step": ${stepJson}, ${bounds}, "log": ${log}}}`
}

/**
 * The distribution that such JSON describes; the classes of Optuna before version 3 and the short form
 * `{"type": "float" | "int" | "categorical", ...}` are understood too.
 * @throws INVALID_DISTRIBUTION
 */
export function jsonToDistribution(json: string): Distribution {
  const parsed: unknown = parse(json)
  if (typeof parsed !== "object" || parsed === null) throw unknownJson(json)
  const { name, attributes, type } = parsed as { name?: unknown; attributes?: unknown; type?: unknown }
  const fields = (typeof name === "string" ? attributes : parsed) as Fields | null | undefined
  const kind = typeof name === "string" ? KIND_OF_CLASS[name] : type
  if (typeof fields !== "object" || fields === null) throw unknownJson(json)
  const log = fields.log ?? (typeof name === "string" && name.includes("Log"))
  const step = fields.step ?? fields.q ?? undefined
  if (kind === "categorical") return categorical(fields.choices as CategoricalChoice[])
  if (kind === "float") return float(fields.low as number, fields.high as number, { log, step })
  // Optuna before version 3 kept a step beside log, without effect.
  if (kind === "int") return int(fields.low as number, fields.high as number, { log, step: log ? 1 : step })
  throw unknownJson(json)
}

interface Fields {
  readonly low?: number
  readonly high?: number
  readonly step?: number | null
  readonly q?: number
  readonly log?: boolean
  readonly choices?: unknown
}

const KIND_OF_CLASS: Readonly<Record<string, Distribution["kind"]>> = {
  FloatDistribution: "float",
  UniformDistribution: "float",
  LogUniformDistribution: "float",
  DiscreteUniformDistribution: "float",
  IntDistribution: "int",
  IntUniformDistribution: "int",
  IntLogUniformDistribution: "int",
  CategoricalDistribution: "categorical",
}

/** Python writes NaN and Infinity bare, which JSON does not know. */
function parse(json: string): unknown {
  const quoted = json.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (token) =>
    token.startsWith('"') ? token : `"\\u0000${token}"`,
  )
  try {
    return JSON.parse(quoted, (_, value: unknown) =>
      typeof value === "string" && value.startsWith("\0") ? Number(value.slice(1)) : value,
    )
  } catch (error) {
    throw unknownJson(json, error)
  }
}

function unknownJson(json: string, cause?: unknown): ParzenError {
  return new ParzenError("INVALID_DISTRIBUTION", `no distribution is described by: ${json}`, { cause })
}

function choiceJson(choice: unknown): string {
  if (typeof choice === "number") return Number.isInteger(choice) ? String(choice) : pythonFloat(choice)
  if (typeof choice !== "string") return JSON.stringify(choice)
  return JSON.stringify(choice).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
}
