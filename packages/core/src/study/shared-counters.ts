import type { Storage } from "../storage/storage.ts"
import type { StudyView } from "../trial/study-view.ts"

/** What this process has of one counter. */
interface Supply {
  /** Numbers that are taken and not used, ascending. */
  readonly numbers: number[]
  /** How many trials may still use one. */
  waiting: number
}

/**
 * Numbers of the counters that all workers of a study share. Storages are asynchronous and draws are not: so there is a number
 * for each trial that starts, and the first that draws uses the lowest. The last one used is kept as the study's system attribute
 * of the counter's name as well: there Optuna's workers, which know no other counter, read and write it.
 */
export class SharedCounters {
  readonly #storage: Storage
  readonly #studyId: number
  readonly #view: StudyView
  readonly #supplies = new Map<string, Supply>()

  constructor(storage: Storage, studyId: number, view: StudyView) {
    this.#storage = storage
    this.#studyId = studyId
    this.#view = view
  }

  /** Sees to it that there is a number for one more trial, which then uses it or releases it. */
  async reserve(key: string): Promise<void> {
    const supply = this.#supply(key)
    supply.waiting++
    if (supply.numbers.length >= supply.waiting) return
    supply.numbers.push(await this.#take(key))
    supply.numbers.sort((a, b) => a - b)
  }

  /** Uses a number that was reserved. */
  use(key: string): number | undefined {
    const supply = this.#supply(key)
    supply.waiting--
    const number = supply.numbers.shift()
    if (number !== undefined && number >= this.#firstUnused(key)) this.#view.setSystemAttr(key, number)
    return number
  }

  /** Says that a trial does not use the number that was reserved for it, be it because none could be had. */
  release(key: string): void {
    this.#supply(key).waiting--
  }

  /** The storage's next number that nobody is known to have used. */
  async #take(key: string): Promise<number> {
    const atLeast = this.#firstUnused(key)
    let number: number
    do number = await this.#storage.increment(this.#studyId, key, atLeast)
    while (number < atLeast)
    return number
  }

  #firstUnused(key: string): number {
    const last = this.#view.systemAttrs[key]
    return typeof last === "number" ? last + 1 : 0
  }

  #supply(key: string): Supply {
    let supply = this.#supplies.get(key)
    if (supply === undefined) this.#supplies.set(key, (supply = { numbers: [], waiting: 0 }))
    return supply
  }
}
