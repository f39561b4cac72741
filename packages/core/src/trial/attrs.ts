import { describe, ParzenError } from "../errors.ts"

/** What an attribute can hold: anything that JSON can. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Attributes by name. */
export type Attrs = Readonly<Record<string, Json>>

/** Attributes of nothing: shared, so that a trial without attributes costs no object. */
export const NO_ATTRS: Attrs = Object.freeze({})

/**
 * A copy of `value` as JSON keeps it; numbers that JSON has no word for stay.
 * @throws INVALID_ATTR for a key that is no string or `__proto__`, and a value that JSON cannot hold: undefined, a function, a symbol, a
 * bigint, a circle.
 */
export function checkAttr(key: string, value: unknown): Json {
  if (typeof key !== "string" || key === "__proto__") {
    throw new ParzenError(
      "INVALID_ATTR",
      `an attribute's key must be a string other than '__proto__', got ${describe(key)}`,
    )
  }
  return copyJson(key, value, [])
}

/** Each of `attrs` as {@link checkAttr} copies it. @throws INVALID_ATTR */
export function checkAttrs(attrs: Readonly<Record<string, unknown>> = NO_ATTRS): Attrs {
  if (attrs === NO_ATTRS) return NO_ATTRS
  return Object.fromEntries(Object.entries(attrs).map(([key, value]) => [key, checkAttr(key, value)]))
}

function copyJson(key: string, value: unknown, above: readonly unknown[]): Json {
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value
  if (typeof value !== "object") throw notJson(key, describe(value))
  if (above.includes(value)) throw notJson(key, "an object that contains itself")
  const inside = [...above, value]
  if ("toJSON" in value && typeof value.toJSON === "function") return copyJson(key, value.toJSON(), inside)
  if (Array.isArray(value)) return value.map((item) => copyJson(key, item ?? null, inside))
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([name, item]) => [name, copyJson(key, item, inside)]))
}

function notJson(key: string, what: string): ParzenError {
  return new ParzenError("INVALID_ATTR", `the attribute '${key}' holds ${what}, which JSON cannot`)
}
