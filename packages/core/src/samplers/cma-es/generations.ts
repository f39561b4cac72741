import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import { hasState, readState } from "./stored-state.ts"
import type { SearchDistribution } from "./search-distribution.ts"

/** A finished trial, and the value it counts with. */
export interface Outcome {
  readonly trial: FrozenTrial
  readonly value: number
}

/** What CMA-ES keeps of a study: its trials by generation, and the newest state that any worker has stored in one. */
export class Generations {
  readonly #prefix: string
  readonly #generationKey: string
  readonly #considersPruned: boolean
  readonly #byGeneration = new Map<number, Outcome[]>()
  #size = 0
  /** The complete trial of the highest number that keeps a state. */
  #newest: FrozenTrial | undefined
  #distribution: SearchDistribution | undefined
  /** What this process has stored in trials that were running then, by number: it need not be read again. */
  readonly #own = new Map<number, SearchDistribution>()

  constructor(prefix: string, considersPruned: boolean) {
    this.#prefix = prefix
    this.#generationKey = `${prefix}generation`
    this.#considersPruned = considersPruned
  }

  /** How many trials count. */
  get size(): number {
    return this.#size
  }

  /** Takes in a trial that has finished. */
  add(trial: FrozenTrial): void {
    const value = this.#valueOf(trial)
    if (value === undefined) {
      this.#own.delete(trial.number)
      return
    }
    this.#size++
    const { systemAttrs, number } = trial
    const generation = systemAttrs[this.#generationKey]
    if (typeof generation === "number") {
      const outcomes = this.#byGeneration.get(generation)
      if (outcomes === undefined) this.#byGeneration.set(generation, [{ trial, value }])
      else outcomes.push({ trial, value })
    }
    if (!hasState(systemAttrs, this.#prefix) || number < (this.#newest?.number ?? 0)) return
    const distribution = this.#own.get(number) ?? readState(systemAttrs, this.#prefix)
    if (distribution === undefined) return
    this.#newest = trial
    this.#distribution = distribution
    for (const other of this.#own.keys()) if (other <= number) this.#own.delete(other)
  }

  /** The newest state. */
  get distribution(): SearchDistribution | undefined {
    return this.#distribution
  }

  /** Remembers what the running trial `number` keeps. */
  remember(number: number, distribution: SearchDistribution): void {
    this.#own.set(number, distribution)
  }

  /** How many trials of a generation count. */
  count(generation: number): number {
    return this.#byGeneration.get(generation)?.length ?? 0
  }

  /** The trials of a generation that count, by number. */
  outcomes(generation: number): readonly Outcome[] {
    return (this.#byGeneration.get(generation) ?? []).toSorted((a, b) => a.trial.number - b.trial.number)
  }

  /** A pruned trial counts with its last report, if pruned ones count. */
  #valueOf({ state, value, intermediateValues, lastStep }: FrozenTrial): number | undefined {
    if (state === "complete") return value
    if (state !== "pruned" || !this.#considersPruned || lastStep === undefined) return undefined
    return intermediateValues[lastStep]
  }
}
