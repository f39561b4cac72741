import type { Distribution, FrozenTrial } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"

/** A parameter as the first trial that has it knows it. */
export interface ParamKind {
  readonly name: string
  readonly kind: Distribution["kind"]
  readonly isLog: boolean
  /** Whether every value is a number: floats, ints, and choices that are all finite numbers. */
  readonly isNumerical: boolean
  /** Of a categorical parameter the choices, in order. */
  readonly choices?: readonly unknown[]
}

/** The parameters that any of `trials` has, by name, in the order of Python's `sorted` (by code point). */
export function paramsOf(trials: readonly FrozenTrial[]): Map<string, ParamKind> {
  const found = new Map<string, ParamKind>()
  for (const { params, distributions } of trials) {
    for (const name in params) {
      if (found.has(name)) continue
      const distribution = distributions[name]
      if (distribution !== undefined) found.set(name, kindOf(name, distribution))
    }
  }
  return new Map([...found].sort(([a], [b]) => compareText(a, b)))
}

function kindOf(name: string, distribution: Distribution): ParamKind {
  const { kind } = distribution
  if (kind !== "categorical") return { name, kind, isLog: distribution.log === true, isNumerical: true }
  const { choices } = distribution
  return { name, kind, isLog: false, isNumerical: choices.every((choice) => Number.isFinite(choice)), choices }
}

/**
 * The parameters to show: those asked for, in their order, else all.
 * @throws INVALID_ARGUMENT for what is no list of names, PARAM_NOT_FOUND for a name that no complete trial has
 */
export function chosenParams(all: ReadonlyMap<string, ParamKind>, params: readonly string[] | undefined): ParamKind[] {
  checkParamNames(params)
  return (params ?? [...all.keys()]).map((name) => {
    const kind = all.get(name)
    if (kind !== undefined) return kind
    const message = `params: no complete trial has '${name}', only ${[...all.keys()].map(describe).join(", ") || "none"}`
    throw new ParzenError("PARAM_NOT_FOUND", message)
  })
}

/** As {@link chosenParams}, each once and by name. @throws as it does */
export function sortedParams(all: ReadonlyMap<string, ParamKind>, params: readonly string[] | undefined): ParamKind[] {
  const chosen = new Set(chosenParams(all, params))
  return [...all.values()].filter((kind) => chosen.has(kind))
}

/** @throws INVALID_ARGUMENT for what is no list of names */
export function checkParamNames(params: readonly string[] | undefined): void {
  if (params === undefined || (Array.isArray(params) && params.every((name) => typeof name === "string"))) return
  throw new ParzenError("INVALID_ARGUMENT", `params: takes a list of names, got ${describe(params)}`)
}

/** The order of Python's strings: by code point. */
export function compareText(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** The trial's value of a parameter, `undefined` where it has none: a parameter may be called `toString`. */
export function paramValue({ params }: FrozenTrial, name: string): unknown {
  const value: unknown = params[name]
  return typeof value === "function" ? undefined : value
}
