import type { FrozenTrial } from "@parzen/core"
import { pythonStr } from "../text/python.ts"
import type { ParamKind } from "./params.ts"
import { paramValue } from "./params.ts"

/** How far an axis reaches beyond its values, as a share of their span. */
const PADDING = 0.05

/** A parameter as an axis of a contour or rank figure. */
export interface ParamAxis {
  readonly param: ParamKind
  /** Whether its values are names in no order. Otherwise they are numbers. */
  readonly isCategory: boolean
  /** From the lowest to the highest value with 5 % more on each side; of categories, their positions from 0. */
  readonly range: readonly [number, number]
  /** One for each trial: a number, of a category its name as Python writes it; `undefined` where the trial has none. */
  readonly values: readonly (number | string | undefined)[]
}

/** The axis of `param` over `trials`, one or more of which have it. */
export function paramAxis(trials: readonly FrozenTrial[], param: ParamKind): ParamAxis {
  const { name, isLog, isNumerical } = param
  const raw = trials.map((trial) => paramValue(trial, name))
  if (!isNumerical) {
    const values = raw.map((value) => (value === undefined ? undefined : pythonStr(value)))
    const unique = new Set(values)
    unique.delete(undefined)
    const span = unique.size - 1
    return { param, isCategory: true, range: [-span * PADDING, span + span * PADDING], values }
  }
  const values = raw as (number | undefined)[]
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value === undefined) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return { param, isCategory: false, range: isLog ? paddedLog(low, high) : padded(low, high), values }
}

function padded(low: number, high: number): [number, number] {
  const padding = (high - low) * PADDING
  return [low - padding, high + padding]
}

function paddedLog(low: number, high: number): [number, number] {
  const padding = (Math.log10(high) - Math.log10(low)) * PADDING
  return [10 ** (Math.log10(low) - padding), 10 ** (Math.log10(high) + padding)]
}
