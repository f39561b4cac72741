import { RandomState } from "../random/random-state.ts"
import { leastCrowdedFirst } from "./nsga/crowding.ts"
import { fillByFront } from "./nsga/fill-by-front.ts"
import type { GeneticOptions } from "./nsga/genetic-sampler.ts"
import { GeneticSampler } from "./nsga/genetic-sampler.ts"
import { Population } from "./nsga/population.ts"

/** Options of {@link NSGAIISampler}. */
export type NSGAIISamplerOptions = GeneticOptions

/**
 * NSGA-II (Deb et al. 2002): of the trials of a generation and their parents the best fronts become the parents of the next one,
 * and of the front that fits in only partly the least crowded ones. The draws are those of Optuna 5.0.0.
 *
 * Feasible trials come before those that break a constraint, these by how much they break them. Infinite values have their place in
 * the order. Failed, pruned and running trials do not count, nor do those added without a generation. The first generation, and
 * parameters that not all complete trials have in common, are drawn at random.
 */
export class NSGAIISampler extends GeneticSampler {
  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(options: NSGAIISamplerOptions = {}) {
    const { populationSize = 50, seed } = options
    super(options, {
      name: "NSGAIISampler",
      random: new RandomState(seed),
      select({ directions }, trials) {
        const population = new Population(trials, directions)
        const { m, values } = population
        return fillByFront(population, populationSize, (front, _, n) => leastCrowdedFirst(front, values, m).slice(0, n))
      },
    })
  }
}
