import type { RandomState } from "../../../random/random-state.ts"
import { checkNumber } from "../check.ts"
import type { Crossover } from "../crossover.ts"

/** Options of {@link BLXAlphaCrossover}. */
export interface BLXAlphaCrossoverOptions {
  /** By how much of its width the box of the parents is widened at each side. By default 0.5. */
  readonly alpha?: number | undefined
}

/** Draws uniformly from a box around two parents (Eshelman & Schaffer 1992; Takahashi & Kita 2001, equation 1). */
export class BLXAlphaCrossover implements Crossover {
  readonly nParents = 2
  readonly #alpha: number

  /** @throws INVALID_ARGUMENT */
  constructor({ alpha = 0.5 }: BLXAlphaCrossoverOptions = {}) {
    checkNumber("alpha", alpha)
    this.#alpha = alpha
  }

  crossover(parents: readonly ArrayLike<number>[], random: RandomState): Float64Array {
    const [first, second] = parents as readonly [ArrayLike<number>, ArrayLike<number>]
    const child = new Float64Array(first.length)
    for (let i = 0; i < child.length; i++) {
      const x = first[i] as number
      const y = second[i] as number
      const widening = this.#alpha * (Math.max(x, y) - Math.min(x, y)) // eq. 1
      const low = Math.min(x, y) - widening
      const high = Math.max(x, y) + widening
      child[i] = (high - low) * random.random() + low
    }
    return child
  }
}
