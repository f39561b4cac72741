import type { Json } from "../trial/attrs.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"

/** Whether `trial` has, or will have, just these parameters: the same names, equal values, numbers to a relative 1e-5. */
export function isEnqueued(trial: FrozenTrial, params: Readonly<Record<string, Json>>): boolean {
  const theirs = (trial.systemAttrs["fixed_params"] ?? trial.params) as Readonly<Record<string, Json>>
  const names = Object.keys(params)
  return (
    names.length === Object.keys(theirs).length &&
    names.every((name) => Object.hasOwn(theirs, name) && close(params[name], theirs[name]))
  )
}

function close(value: Json | undefined, other: Json | undefined): boolean {
  if (typeof value !== "number" || typeof other !== "number") return value === other
  return Object.is(value, other) || Math.abs(value - other) <= 1e-5 * Math.abs(other)
}
