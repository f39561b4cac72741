import type { FrozenTrial } from "@parzen/core"
import { formatGeneral, pythonStr } from "../text/python.ts"
import { linspace } from "./linspace.ts"
import type { ParamKind } from "./params.ts"
import { paramValue } from "./params.ts"

/** What a trial without the parameter is called. */
const MISSING = "None"

/** A mark on an axis. */
export interface Tick {
  /** On the scale of the axis' values. */
  readonly value: number
  readonly text: string
}

/** One of the parallel axes. */
export interface ParallelAxis {
  readonly name: string
  /** One for each trial: the number, its decimal logarithm on a log axis, of a category its position. */
  readonly values: readonly number[]
  readonly range: readonly [number, number]
  readonly isLog: boolean
  readonly isCategory: boolean
  /** Whether the categories are numbers; they are then in ascending order. */
  readonly hasNumericChoices: boolean
  readonly ticks: readonly Tick[]
  /** Whether a trial lacks the parameter: such a trial has the lowest tick, "None". */
  readonly hasMissing: boolean
}

/** The axis of an objective with these values. */
export function objectiveAxis(name: string, values: readonly number[]): ParallelAxis {
  const range = values.length === 0 ? ([0, 0] as const) : extent(values)
  const kind = { isLog: false, isCategory: false, hasNumericChoices: false, hasMissing: false }
  return { name, values, range, ticks: fiveTicks(range), ...kind }
}

/** The axis of `param` over `trials`, one or more of which have it. */
export function parallelParamAxis(trials: readonly FrozenTrial[], param: ParamKind): ParallelAxis {
  const raw = trials.map((trial) => paramValue(trial, param.name))
  if (param.kind === "categorical") return categoryAxis(param, raw)
  const numbers = raw.map((value) => {
    if (value === undefined) return undefined
    return param.isLog ? Math.log10(value as number) : (value as number)
  })
  return numberAxis(param, numbers)
}

function numberAxis({ name, isLog }: ParamKind, numbers: readonly (number | undefined)[]): ParallelAxis {
  const [low, high] = extent(numbers.filter((value) => value !== undefined))
  const ticks = isLog ? decadeTicks(low, high) : fiveTicks([low, high])
  const hasMissing = numbers.includes(undefined)
  // The missing value's tick has the lowest 12 % of the axis to itself.
  const missing = low === high ? low - 1 : low - ((high - low) * 0.12) / 0.88
  return {
    name,
    values: numbers.map((value) => value ?? missing),
    range: [hasMissing ? missing : low, high],
    isLog,
    isCategory: false,
    hasNumericChoices: false,
    ticks: hasMissing ? [{ value: missing, text: MISSING }, ...ticks] : ticks,
    hasMissing,
  }
}

function categoryAxis({ name, isNumerical }: ParamKind, raw: readonly unknown[]): ParallelAxis {
  const vocabulary = [...new Set(raw.filter((value) => value !== undefined))]
  if (isNumerical) vocabulary.sort((a, b) => (a as number) - (b as number))
  const hasMissing = raw.includes(undefined)
  const offset = hasMissing ? 1 : 0
  const code = new Map<unknown, number>(vocabulary.map((value, i) => [value, i + offset]))
  const values = raw.map((value) => (value === undefined ? 0 : (code.get(value) as number)))
  const texts = vocabulary.map((value) => {
    const text = pythonStr(value)
    return hasMissing && text === MISSING ? `${text} (value)` : text
  })
  return {
    name,
    values,
    range: extent(values),
    isLog: false,
    isCategory: true,
    hasNumericChoices: isNumerical,
    ticks: [...(hasMissing ? [MISSING] : []), ...texts].map((text, value) => ({ value, text })),
    hasMissing,
  }
}

function fiveTicks([low, high]: readonly [number, number]): Tick[] {
  const values = low === high ? [low] : linspace(low, high, 5)
  return values.map((value) => ({ value, text: formatGeneral(value, 3) }))
}

/** The whole decades between two logarithms, and these themselves. */
function decadeTicks(low: number, high: number): Tick[] {
  const values: number[] = []
  for (let decade = Math.ceil(low); decade <= Math.floor(high); decade++) values.push(decade)
  if (!values.includes(low)) values.unshift(low)
  if (!values.includes(high)) values.push(high)
  return values.map((value) => ({ value, text: formatGeneral(10 ** value, 3) }))
}

function extent(values: readonly number[]): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}
