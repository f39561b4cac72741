import { EMPTY_SPACE } from "../../space/search-space.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"

/** Follows which complete or pruned trial has the lowest number. */
export class FirstTrial {
  /** Its parameters, in its own order; empty without one. */
  space: SearchSpace = EMPTY_SPACE
  #number = Infinity

  /** Whether there is one. */
  get exists(): boolean {
    return this.#number < Infinity
  }

  add({ state, number, distributions }: FrozenTrial): void {
    if (state === "fail" || number >= this.#number) return
    this.#number = number
    this.space = new Map(Object.entries(distributions))
  }
}
