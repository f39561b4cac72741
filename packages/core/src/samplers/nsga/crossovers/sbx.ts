import type { RandomState } from "../../../random/random-state.ts"
import type { ColumnBounds } from "../../../space/transform.ts"
import type { StudyView } from "../../../trial/study-view.ts"
import type { Crossover } from "../crossover.ts"
import type { SimulatedBinaryOptions } from "./gene-exchange.ts"
import { GeneExchange } from "./gene-exchange.ts"

/**
 * Simulated binary crossover (Deb & Agrawal 1995), bounded: two children around two parents, spread by a polynomial density that
 * ends at the bounds. One mixture of the children and the parents is kept.
 */
export class SBXCrossover implements Crossover {
  readonly nParents = 2
  readonly #exchange: GeneExchange

  /** @throws INVALID_ARGUMENT */
  constructor(options: SimulatedBinaryOptions = {}) {
    this.#exchange = new GeneExchange(options)
  }

  crossover(
    parents: readonly ArrayLike<number>[],
    random: RandomState,
    study: StudyView,
    bounds: readonly ColumnBounds[],
  ): Float64Array {
    const [x, y] = parents as readonly [ArrayLike<number>, ArrayLike<number>]
    const eta = this.#exchange.eta(study)
    const lower = new Float64Array(x.length)
    const upper = new Float64Array(x.length)
    for (let i = 0; i < x.length; i++) {
      const { low, high } = bounds[i] as ColumnBounds
      const least = Math.min(x[i] as number, y[i] as number)
      const most = Math.max(x[i] as number, y[i] as number)
      const width = Math.max(most - least, 1e-10)
      const u = random.random()
      lower[i] = 0.5 * (least + most - spread(u, 1 + (2 * (least - low)) / width, eta) * width) // eq. 4
      upper[i] = 0.5 * (least + most + spread(u, 1 + (2 * (high - most)) / width, eta) * width) // eq. 5
    }
    return this.#exchange.pick([lower, upper], parents, random)
  }
}

/** The spread factor for the uniform `u`, where `beta` is the factor that reaches the bound (eq. 3). */
function spread(u: number, beta: number, eta: number): number {
  const alpha = 2 - beta ** -(eta + 1)
  return (u > 1 / alpha ? 1 / (2 - u * alpha) : u * alpha) ** (1 / (eta + 1))
}
