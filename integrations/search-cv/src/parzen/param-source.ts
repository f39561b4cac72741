import type { CategoricalChoice, Distribution } from "@parzen/core"
import { categorical, float, int, ParzenError } from "@parzen/core"
import type { RandomVariable } from "@parzen/model-selection"
import { valueText } from "../verbose-lines.ts"

/** Where the values of one parameter come from: a distribution of Parzen, a list, or one of scipy's distributions. */
export type ParamSource = Distribution | ArrayLike<unknown> | RandomVariable

/** What a trial suggests for a parameter, and the values that stand behind the choices if they are not the choices themselves. */
export interface ReadSource {
  readonly distribution: Distribution
  readonly values: readonly unknown[] | undefined
}

/**
 * How `source` is searched: a list as categorical choices, `uniform`, `loguniform` and `randint` as floats and integers of the same
 * range. Choices that a storage cannot keep go by a label.
 * @throws INVALID_ARGUMENT for anything else, and an empty list; INVALID_DISTRIBUTION
 */
export function readSource(name: string, source: unknown): ReadSource {
  if (isDistribution(source)) return { distribution: source, values: undefined }
  if (Array.isArray(source) || (ArrayBuffer.isView(source) && !(source instanceof DataView))) {
    return readList(name, Array.from(source as ArrayLike<unknown>))
  }
  const distribution = fromScipy(source)
  if (distribution !== undefined) return { distribution, values: undefined }
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `'${name}': takes a list of values, float(), int(), categorical(), uniform(), loguniform() or randint(), got ${valueText(source)}`,
  )
}

function isDistribution(source: unknown): source is Distribution {
  if (typeof source !== "object" || source === null || !("kind" in source) || !("toInternal" in source)) return false
  return source.kind === "float" || source.kind === "int" || source.kind === "categorical"
}

function readList(name: string, values: readonly unknown[]): ReadSource {
  if (values.length === 0)
    throw new ParzenError("INVALID_ARGUMENT", `'${name}': takes one value or more, got an empty list`)
  const different = values.filter((value, i) => values.findIndex((other) => Object.is(other, value)) === i)
  if (different.every(isChoice)) return { distribution: categorical(different), values: undefined }
  const texts = different.map(valueText)
  const labels = texts.map((text, i) => (texts.indexOf(text) === i ? text : `${text} (${i})`))
  return { distribution: categorical(labels), values: different }
}

function isChoice(value: unknown): value is CategoricalChoice {
  return value === null || ["boolean", "string"].includes(typeof value) || Number.isFinite(value)
}

function fromScipy(source: unknown): Distribution | undefined {
  if (typeof source !== "object" || source === null || !("kind" in source)) return undefined
  const { kind, loc, scale, a, b, low, high } = source as Readonly<Record<string, unknown>>
  if (kind === "uniform") return float(loc as number, (loc as number) + (scale as number))
  if (kind === "loguniform") return float(a as number, b as number, { log: true })
  if (kind === "randint") return int(low as number, (high as number) - 1)
  return undefined
}
