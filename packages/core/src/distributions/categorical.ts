import { describe, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"

/** What every storage can keep as a choice. */
export type CategoricalChoice = null | boolean | number | string

/** One of `choices`, without order between them; the stored number is the index. */
export class CategoricalDistribution<T extends CategoricalChoice = CategoricalChoice> {
  readonly kind = "categorical"
  readonly choices: readonly T[]

  /**
   * A choice that is not null, a boolean, a number or a string is taken with a warning: no storage but memory keeps it.
   * @throws INVALID_DISTRIBUTION without choices.
   */
  constructor(choices: readonly T[]) {
    if (!Array.isArray(choices) || choices.length === 0) {
      throw new ParzenError("INVALID_DISTRIBUTION", "categorical: choices must be an array of one or more values")
    }
    for (const choice of choices as readonly unknown[]) {
      if (choice !== null && typeof choice !== "boolean" && typeof choice !== "number" && typeof choice !== "string") {
        warn(`categorical: ${describe(choice)} is not null, a boolean, a number or a string: no database can store it`)
      }
    }
    this.choices = Object.freeze([...choices])
  }

  /** Whether there is one choice only. */
  single(): boolean {
    return this.choices.length === 1
  }

  /** Whether `internal` is the index of a choice. */
  contains(internal: number): boolean {
    const index = Math.trunc(internal)
    return 0 <= index && index < this.choices.length
  }

  /**
   * The index of the first choice that is `value` (NaN is NaN).
   * @throws INVALID_PARAM_VALUE if there is none.
   */
  toInternal(value: unknown): number {
    const choices: readonly unknown[] = this.choices
    const index = Number.isNaN(value) ? choices.findIndex((choice) => Number.isNaN(choice)) : choices.indexOf(value)
    if (index >= 0) return index
    throw new ParzenError("INVALID_PARAM_VALUE", `${describe(value)} is not among the choices ${describe(choices)}`)
  }

  /** The choice at the stored index. */
  toExternal(internal: number): T {
    return this.choices[Math.trunc(internal)] as T
  }
}

/** A categorical parameter's distribution, for `trial.suggest`, `createTrial` and the searches. */
export function categorical<const T extends CategoricalChoice>(choices: readonly T[]): CategoricalDistribution<T> {
  return new CategoricalDistribution<T>(choices)
}
