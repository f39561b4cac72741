import type { StudyView } from "../../trial/study-view.ts"
import type { TakeNumber } from "../sampler.ts"

/** What this process has of one counter. */
interface Supply {
  /** Numbers that are taken and not used, ascending. */
  readonly numbers: number[]
  /** How many trials may still use one. */
  waiting: number
}

/**
 * Indices that the workers of a study share. Storages are asynchronous and draws are not: so there is a number for each trial
 * that starts, and the first that draws uses the lowest. The last one used is kept as the study's system attribute `key` as
 * well: there Optuna's workers, which know no counter, read and write it. The counter has a name of its own, since a storage may
 * keep it as an attribute too, and then as the next number.
 */
export class SharedIndex {
  readonly #study: StudyView
  readonly #supplies = new Map<string, Supply>()
  /** The counter that a number is reserved of, by trial. */
  readonly #reserved = new Map<number, string>()

  constructor(study: StudyView) {
    this.#study = study
  }

  /** Sees to it that there is a number for one more trial. */
  async reserve(trial: number, key: string, take: TakeNumber): Promise<void> {
    const supply = this.#supply(key)
    this.#reserved.set(trial, key)
    supply.waiting++
    if (supply.numbers.length >= supply.waiting) return
    const atLeast = this.#firstUnused(key)
    let number: number
    // A storage may know nothing of `atLeast`.
    do number = await take(`parzen:${key}`, atLeast)
    while (number < atLeast)
    supply.numbers.push(number)
    supply.numbers.sort((a, b) => a - b)
  }

  /** The index for a trial that draws: a reserved one, or else, not safe from other workers, the one behind the last known. */
  use(trial: number, key: string): number {
    const number = this.#reserved.get(trial) === key ? this.#supply(key).numbers.shift() : undefined
    if (number !== undefined) this.release(trial)
    const firstUnused = this.#firstUnused(key)
    if (number === undefined || number >= firstUnused) this.#study.setSystemAttr(key, number ?? firstUnused)
    return number ?? firstUnused
  }

  /** Says that a trial will use no number any more. */
  release(trial: number): void {
    const key = this.#reserved.get(trial)
    if (key !== undefined) this.#supply(key).waiting--
    this.#reserved.delete(trial)
  }

  #firstUnused(key: string): number {
    const last = this.#study.systemAttrs[key]
    return typeof last === "number" ? last + 1 : 0
  }

  #supply(key: string): Supply {
    let supply = this.#supplies.get(key)
    if (supply === undefined) this.#supplies.set(key, (supply = { numbers: [], waiting: 0 }))
    return supply
  }
}
