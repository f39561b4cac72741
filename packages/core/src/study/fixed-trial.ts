import type { CategoricalChoice } from "../distributions/categorical.ts"
import { categorical } from "../distributions/categorical.ts"
import type { Distribution, Params, ParamValue, ValueOf } from "../distributions/distribution.ts"
import { checkCompatible } from "../distributions/distribution.ts"
import type { FloatOptions } from "../distributions/float.ts"
import { float } from "../distributions/float.ts"
import type { IntOptions } from "../distributions/int.ts"
import { int } from "../distributions/int.ts"
import { ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import type { Attrs, Json } from "../trial/attrs.ts"
import { checkAttr } from "../trial/attrs.ts"
import type { Constraints } from "../trial/constraints.ts"
import { checkConstraint } from "../trial/constraints.ts"
import { checkReport } from "../trial/report.ts"
import type { Trial } from "./trial.ts"

/** What an objective may use of its trial. */
export type TrialLike = Pick<Trial, keyof Trial>

/** A trial outside any study whose parameters are given: to call an objective by hand, with the best parameters for example. */
export class FixedTrial implements TrialLike {
  readonly number: number
  readonly datetimeStart: Date = new Date()
  readonly signal: AbortSignal = new AbortController().signal
  readonly #values: Readonly<Params>
  readonly #params: Params = {}
  readonly #distributions: Record<string, Distribution> = {}
  readonly #userAttrs: Record<string, Json> = {}
  readonly #constraints: Record<string, number> = {}

  constructor(params: Readonly<Params>, { number = 0 }: { readonly number?: number } = {}) {
    this.number = number
    this.#values = { ...params }
  }

  /** The parameters asked for so far. */
  get params(): Params {
    return { ...this.#params }
  }

  get distributions(): Record<string, Distribution> {
    return { ...this.#distributions }
  }

  get userAttrs(): Attrs {
    return this.#userAttrs
  }

  get constraints(): Constraints {
    return this.#constraints
  }

  /** @throws INVALID_PARAM_VALUE if the parameter was not given; one out of range is used with a warning */
  suggestFloat(name: string, low: number, high: number, options?: FloatOptions): number {
    return this.#give(name, float(low, high, options)) as number
  }

  /** @throws INVALID_PARAM_VALUE if the parameter was not given; one out of range is used with a warning */
  suggestInt(name: string, low: number, high: number, options?: IntOptions): number {
    return this.#give(name, int(low, high, options)) as number
  }

  /** @throws INVALID_PARAM_VALUE if the parameter was not given, or is none of the choices */
  suggestCategorical<const T extends CategoricalChoice>(name: string, choices: readonly T[]): T {
    return this.#give(name, categorical(choices)) as T
  }

  /** @throws INVALID_PARAM_VALUE if a parameter was not given */
  suggest<S extends Readonly<Record<string, Distribution>>>(space: S): { [Name in keyof S]: ValueOf<S[Name]> } {
    const entries = Object.entries(space).map(([name, distribution]) => [name, this.#give(name, distribution)])
    return Object.fromEntries(entries) as { [Name in keyof S]: ValueOf<S[Name]> }
  }

  /** Checks what is reported and keeps nothing. @throws INVALID_REPORT */
  report(value: number, step: number): void {
    checkReport(value, step)
  }

  /** Never. */
  shouldPrune(): Promise<boolean> {
    return Promise.resolve(false)
  }

  setUserAttr(key: string, value: unknown): void {
    this.#userAttrs[key] = checkAttr(key, value)
  }

  setConstraint(name: string, value: number): void {
    const checked = checkConstraint(name, value)
    if (Object.hasOwn(this.#constraints, name))
      warn(`the constraint '${name}' has been set already, the value ${value} is ignored`)
    else this.#constraints[name] = checked
  }

  #give(name: string, distribution: Distribution): ParamValue {
    if (!Object.hasOwn(this.#values, name)) {
      throw new ParzenError(
        "INVALID_PARAM_VALUE",
        `'${name}': the fixed trial has no such parameter, only: ${Object.keys(this.#values).join(", ")}`,
      )
    }
    const value = this.#values[name] as ParamValue
    if (Object.hasOwn(this.#distributions, name))
      checkCompatible(name, this.#distributions[name] as Distribution, distribution)
    if (!distribution.contains(distribution.toInternal(value)))
      warn(`'${name}': the fixed value ${value} is out of range and used all the same`)
    this.#params[name] = value
    this.#distributions[name] = distribution
    return value
  }
}
