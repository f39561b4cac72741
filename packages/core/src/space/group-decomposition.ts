import type { Distribution } from "../distributions/distribution.ts"
import type { TrialHistory } from "../trial/study-view.ts"
import type { SearchSpace } from "./search-space.ts"
import { compareNames } from "./search-space.ts"

/**
 * Parameters in groups: two are in one group when every complete or pruned trial has both or neither. One instance follows
 * one study: each call reads only the trials that have finished since the last.
 */
export class GroupDecomposition {
  #seen = 0
  #groups: Map<string, Distribution>[] = []
  #spaces: readonly SearchSpace[] = []

  /** The groups, each sorted by name; the same object as before while nothing has changed. */
  calculate({ finished }: TrialHistory): readonly SearchSpace[] {
    // The order of the groups follows the numbers of the trials, not the order in which they ended.
    const news = finished.slice(this.#seen).sort((a, b) => a.number - b.number)
    this.#seen = finished.length
    const before = this.#groups.length
    for (const trial of news) if (trial.state !== "fail") this.#split(trial.distributions)
    if (this.#groups.length !== before) {
      this.#spaces = this.#groups.map((group) => new Map([...group].sort(([a], [b]) => compareNames(a, b))))
    }
    return this.#spaces
  }

  #split(distributions: Readonly<Record<string, Distribution>>): void {
    const rest = new Map(Object.entries(distributions))
    const groups: Map<string, Distribution>[] = []
    for (const group of this.#groups) {
      const entries = [...group]
      groups.push(new Map(entries.filter(([name]) => rest.has(name))))
      groups.push(new Map(entries.filter(([name]) => !rest.has(name))))
      for (const name of group.keys()) rest.delete(name)
    }
    groups.push(rest)
    this.#groups = groups.filter((group) => group.size > 0)
  }
}
