import { describe, ParzenError } from "../errors.ts"
import type { Attrs } from "./attrs.ts"
import { NO_ATTRS } from "./attrs.ts"

/** Constraint values by name; at most 0 means kept. */
export type Constraints = Readonly<Record<string, number>>

const PREFIX = "constraints:"
const NO_CONSTRAINTS: Constraints = Object.freeze({})

/** The system attribute that keeps the constraint `name`, as Optuna 5.0.0 keeps it. */
export function constraintKey(name: string): string {
  return PREFIX + name
}

/** The constraints among a trial's system attributes, those of Optuna 4's unnamed list included. */
export function readConstraints(systemAttrs: Attrs): Constraints {
  let found: Record<string, number> | undefined
  for (const key in systemAttrs) {
    if (!key.startsWith("constraints")) continue
    const value = systemAttrs[key]
    if (key === "constraints" && Array.isArray(value)) Object.assign((found ??= {}), value)
    else if (key.startsWith(PREFIX)) (found ??= {})[key.slice(PREFIX.length)] = value as number
  }
  return found ?? NO_CONSTRAINTS
}

/** The sum of the constraint values above 0: 0 for a feasible trial, and for one without constraints. */
export function violation(systemAttrs: Attrs): number {
  if (systemAttrs === NO_ATTRS) return 0
  const constraints = readConstraints(systemAttrs)
  let sum = 0
  for (const name in constraints) {
    const value = constraints[name] as number
    if (value > 0) sum += value
  }
  return sum
}

/** @throws INVALID_CONSTRAINT for a name that is no string or `__proto__`, a value that is no number, and NaN. */
export function checkConstraint(name: string, value: unknown): number {
  if (typeof name !== "string" || name === "__proto__") {
    throw new ParzenError(
      "INVALID_CONSTRAINT",
      `a constraint's name must be a string other than '__proto__', got ${describe(name)}`,
    )
  }
  if (typeof value === "number" && !Number.isNaN(value)) return value
  throw new ParzenError("INVALID_CONSTRAINT", `the constraint '${name}' must be a number, got ${describe(value)}`)
}
