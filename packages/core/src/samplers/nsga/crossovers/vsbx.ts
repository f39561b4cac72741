import type { RandomState } from "../../../random/random-state.ts"
import type { StudyView } from "../../../trial/study-view.ts"
import type { Crossover } from "../crossover.ts"
import type { SimulatedBinaryOptions } from "./gene-exchange.ts"
import { GeneExchange } from "./gene-exchange.ts"

const LEAST = 1e-10

/**
 * Simulated binary crossover that leaves out no region of the space (Ballester & Carter 2003, section 3.2). One mixture of the two
 * children and the parents is kept.
 */
export class VSBXCrossover implements Crossover {
  readonly nParents = 2
  readonly #exchange: GeneExchange

  /** @throws INVALID_ARGUMENT */
  constructor(options: SimulatedBinaryOptions = {}) {
    this.#exchange = new GeneExchange(options)
  }

  crossover(parents: readonly ArrayLike<number>[], random: RandomState, study: StudyView): Float64Array {
    const [x, y] = parents as readonly [ArrayLike<number>, ArrayLike<number>]
    const power = 1 / (this.#exchange.eta(study) + 1)
    const us = random.rand(x.length)
    const beta1 = us.map((u) => (1 / Math.max(2 * u, LEAST)) ** power)
    const beta2 = us.map((u) => (1 / Math.max(2 * (1 - u), LEAST)) ** power)
    const mix = (weight: (b1: number, b2: number) => readonly [number, number]): Float64Array =>
      us.map((_, i) => {
        const [a, b] = weight(beta1[i] as number, beta2[i] as number)
        return 0.5 * (a * (x[i] as number) + b * (y[i] as number))
      })
    const first = mix(random.random() <= 0.5 ? (b1, b2) => [1 + b1, 1 - b2] : (b1, b2) => [1 - b1, 1 + b2])
    const second = mix(random.random() <= 0.5 ? (b1, b2) => [3 - b1, -(1 - b2)] : (b1, b2) => [-(1 - b1), 3 - b2])
    return this.#exchange.pick([first, second], parents, random)
  }
}
