import type { RandomState } from "../../../random/random-state.ts"
import { checkNumber } from "../check.ts"
import type { Crossover } from "../crossover.ts"

/** Options of {@link SPXCrossover}. */
export interface SPXCrossoverOptions {
  /** How much larger than the parents' simplex the one to draw from is. By default sqrt(n + 2) with n numeric parameters. */
  readonly epsilon?: number | undefined
}

/** Draws uniformly from the enlarged simplex of three parents (Tsutsui, Goldberg & Sastry 2000). */
export class SPXCrossover implements Crossover {
  readonly nParents = 3
  readonly #epsilon: number | undefined

  /** @throws INVALID_ARGUMENT */
  constructor({ epsilon }: SPXCrossoverOptions = {}) {
    if (epsilon !== undefined) checkNumber("epsilon", epsilon)
    this.#epsilon = epsilon
  }

  crossover([p0, p1, p2]: readonly ArrayLike<number>[], random: RandomState): Float64Array {
    const n = (p0 as ArrayLike<number>).length
    const epsilon = this.#epsilon ?? Math.sqrt(n + 2)
    const r0 = random.random() // eq. 2
    const r1 = Math.sqrt(random.random())
    const child = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      const a = (p0 as ArrayLike<number>)[i] as number
      const b = (p1 as ArrayLike<number>)[i] as number
      const c = (p2 as ArrayLike<number>)[i] as number
      const centre = (a + b + c) / 3 // eq. 1
      const x0 = centre + epsilon * (a - centre) // eq. 3
      const x1 = centre + epsilon * (b - centre)
      const x2 = centre + epsilon * (c - centre)
      child[i] = x2 + r1 * (x1 - x2 + r0 * (x0 - x1)) // eq. 4 and 5
    }
    return child
  }
}
