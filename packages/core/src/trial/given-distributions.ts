import type { Distribution } from "../distributions/distribution.ts"

/**
 * The distributions that a trial was given so far, in their order. Trials that were given the same, as most of a study are,
 * share one object, and the record that is made of it when somebody asks.
 */
export class GivenDistributions {
  readonly #before: GivenDistributions | undefined
  readonly #name: string
  readonly #distribution: Distribution | undefined
  #record: Record<string, Distribution> | undefined
  /** What was given next, the last time that something was. */
  #next: GivenDistributions | undefined

  constructor(before?: GivenDistributions, name = "", distribution?: Distribution) {
    this.#before = before
    this.#name = name
    this.#distribution = distribution
  }

  /** These and `name`, of this very distribution. */
  and(name: string, distribution: Distribution): GivenDistributions {
    const next = this.#next
    if (next !== undefined && next.#distribution === distribution && next.#name === name) return next
    return (this.#next = new GivenDistributions(this, name, distribution))
  }

  /** By name. Shared: not to be changed. */
  get record(): Record<string, Distribution> {
    return (this.#record ??= GivenDistributions.#list(this))
  }

  static #list(last: GivenDistributions): Record<string, Distribution> {
    const given: GivenDistributions[] = []
    for (let one = last; one.#before !== undefined; one = one.#before) given.push(one)
    const record: Record<string, Distribution> = {}
    for (const one of given.reverse()) record[one.#name] = one.#distribution as Distribution
    return Object.freeze(record)
  }
}
