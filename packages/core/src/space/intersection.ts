import type { Distribution } from "../distributions/distribution.ts"
import { sameDistribution } from "../distributions/distribution.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { TrialHistory } from "../trial/study-view.ts"
import type { SearchSpace } from "./search-space.ts"
import { compareNames, EMPTY_SPACE } from "./search-space.ts"

/** Options of {@link IntersectionSearchSpace}. */
export interface IntersectionOptions {
  /** Whether pruned trials count as well as complete ones. By default not. */
  readonly includePruned?: boolean
}

/**
 * The parameters that all complete trials have in common, name and distribution, sorted by name. One instance follows one
 * study: each call reads only the trials that have finished since the last.
 */
export class IntersectionSearchSpace {
  readonly #includePruned: boolean
  #seen = 0
  #common: Map<string, Distribution> | undefined
  #space: SearchSpace = EMPTY_SPACE
  /** Of the last trial that counted: many trials share one record, which need not be looked at again. */
  #last: FrozenTrial["distributions"] | undefined

  constructor({ includePruned = false }: IntersectionOptions = {}) {
    this.#includePruned = includePruned
  }

  /** The same object as before while nothing has changed. Parameters of one value only are included. */
  calculate({ finished }: TrialHistory): SearchSpace {
    let changed = false
    for (; this.#seen < finished.length; this.#seen++) {
      const trial = finished[this.#seen]
      if (trial === undefined || trial.state === "fail" || (trial.state === "pruned" && !this.#includePruned)) continue
      if (trial.distributions === this.#last) continue
      this.#last = trial.distributions
      changed = this.#intersect(trial.distributions) || changed
    }
    if (changed) this.#space = new Map([...(this.#common ?? [])].sort(([a], [b]) => compareNames(a, b)))
    return this.#space
  }

  #intersect(distributions: Readonly<Record<string, Distribution>>): boolean {
    if (this.#common === undefined) {
      this.#common = new Map(Object.entries(distributions))
      return true
    }
    const before = this.#common.size
    for (const [name, distribution] of this.#common) {
      const other = distributions[name]
      if (other === undefined || !sameDistribution(distribution, other)) this.#common.delete(name)
    }
    return this.#common.size !== before
  }
}
