import type { CategoricalChoice } from "../../distributions/categorical.ts"
import { describe, ParzenError } from "../../errors.ts"
import { warn } from "../../logging.ts"
import { compareNames } from "../../space/search-space.ts"
import type { Json } from "../../trial/attrs.ts"

/** Values by parameter, sorted by name; a point of the grid is one value of each. */
export class Grid {
  readonly searchSpace: Readonly<Record<string, readonly CategoricalChoice[]>>
  /** How many points there are. */
  readonly size: number
  readonly #names: readonly string[]

  /** @throws INVALID_ARGUMENT for what is no object of arrays with one or more values, and for 2^31 points or more */
  constructor(searchSpace: Readonly<Record<string, readonly CategoricalChoice[]>>) {
    if (typeof searchSpace !== "object" || searchSpace === null) {
      throw new ParzenError("INVALID_ARGUMENT", `searchSpace must be an object of arrays, got ${describe(searchSpace)}`)
    }
    for (const name in searchSpace) checkValues(name, searchSpace[name])
    this.#names = Object.keys(searchSpace).sort(compareNames)
    const copies = this.#names.map((name) => [name, [...(searchSpace[name] as readonly CategoricalChoice[])]] as const)
    this.searchSpace = Object.fromEntries(copies)
    this.size = copies.reduce((size, [, values]) => size * values.length, 1)
    if (this.size >= 2 ** 31) {
      throw new ParzenError("INVALID_ARGUMENT", `the grid has ${this.size} points, 2^31 or more`)
    }
  }

  /**
   * The value of parameter `name` at a point from 0 to `size - 1`; the values are the point's digits, the last name's fastest.
   * @throws INVALID_ARGUMENT for a parameter that the grid does not have
   */
  valueAt(point: number, name: string): CategoricalChoice {
    let rest = point
    for (let i = this.#names.length - 1; i >= 0; i--) {
      const values = this.searchSpace[this.#names[i] as string] as readonly CategoricalChoice[]
      if (this.#names[i] === name) return values[rest % values.length] as CategoricalChoice
      rest = Math.floor(rest / values.length)
    }
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `'${name}' is not in the grid, which has ${this.#names.join(", ") || "no parameters"}`,
    )
  }

  /** Whether an attribute holds the same names and values (NaN is NaN). */
  matches(attr: Json | undefined): boolean {
    if (attr === this.searchSpace) return true
    if (typeof attr !== "object" || attr === null) return false
    const other = attr as Readonly<Record<string, Json>>
    return (
      Object.keys(other).length === this.#names.length &&
      this.#names.every((name) => sameValues(this.searchSpace[name], other[name]))
    )
  }
}

function checkValues(name: string, values: unknown): void {
  if (!Array.isArray(values) || values.length === 0) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `'${name}': the grid needs an array of one or more values, got ${describe(values)}`,
    )
  }
  for (const value of values as readonly unknown[]) {
    if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string") continue
    warn(`'${name}': ${describe(value)} is not null, a boolean, a number or a string: no database can store it`)
  }
}

function sameValues(values: readonly CategoricalChoice[] = [], other: Json | undefined): boolean {
  return (
    Array.isArray(other) &&
    other.length === values.length &&
    values.every((value, i) => value === other[i] || (Number.isNaN(value) && Number.isNaN(other[i])))
  )
}
