import type { Slot } from "./study-replica.ts"

/** What the calls that leave together have decided and the replica does not know yet. */
export class Draft {
  /** Waiting trials that were claimed. */
  readonly claimed: Set<Slot> = new Set()
  /** Trials that were given up. */
  readonly givenUp: Set<Slot> = new Set()
  /** Names of studies that were created. */
  readonly studyNames: Set<string> = new Set()
  readonly #nAdded = new Map<number, number>()
  readonly #counters = new Map<string, number>()
  readonly #steps = new Map<Slot, Set<number>>()

  /** Notes that a study gets `n` more trials; answers how many more it has got before. */
  add(studyId: number, n: number): number {
    const before = this.#nAdded.get(studyId) ?? 0
    this.#nAdded.set(studyId, before + n)
    return before
  }

  /** The counter `key` of a study, which in the replica stands at `stored`: at least `atLeast`; adds 1. */
  count(studyId: number, key: string, stored: number, atLeast: number): number {
    const name = `${studyId} ${key}`
    const before = Math.max(this.#counters.get(name) ?? stored, atLeast)
    this.#counters.set(name, before + 1)
    return before
  }

  /** Whether `step` is reported for the first time. */
  report(slot: Slot, step: number): boolean {
    let steps = this.#steps.get(slot)
    if (steps === undefined) this.#steps.set(slot, (steps = new Set()))
    if (steps.has(step) || Object.hasOwn(slot.record.intermediateValues, step)) return false
    steps.add(step)
    return true
  }
}
