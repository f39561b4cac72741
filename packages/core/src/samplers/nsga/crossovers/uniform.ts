import type { RandomState } from "../../../random/random-state.ts"
import { checkProbability } from "../check.ts"
import type { Crossover } from "../crossover.ts"

/** Options of {@link UniformCrossover}. */
export interface UniformCrossoverOptions {
  /** With which probability a gene comes from the first parent rather than from the second. By default 0.5. */
  readonly swappingProb?: number | undefined
}

/** Takes each gene from one of two parents (Syswerda 1989). */
export class UniformCrossover implements Crossover {
  readonly nParents = 2
  readonly #swappingProb: number

  /** @throws INVALID_ARGUMENT */
  constructor({ swappingProb = 0.5 }: UniformCrossoverOptions = {}) {
    checkProbability("swappingProb", swappingProb)
    this.#swappingProb = swappingProb
  }

  crossover(parents: readonly ArrayLike<number>[], random: RandomState): Float64Array {
    const x = parents[0] as ArrayLike<number>
    const y = parents[1] as ArrayLike<number>
    const child = random.rand(x.length)
    for (let i = 0; i < child.length; i++) child[i] = ((child[i] as number) >= this.#swappingProb ? y : x)[i] as number
    return child
  }
}
