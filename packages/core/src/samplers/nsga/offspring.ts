import type { Params, ParamValue } from "../../distributions/distribution.ts"
import { ParzenError } from "../../errors.ts"
import type { RandomState } from "../../random/random-state.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { StudyView } from "../../trial/study-view.ts"
import type { Crossover } from "./crossover.ts"
import type { Genome } from "./genome.ts"
import type { Mutation } from "./mutation.ts"
import type { Population } from "./population.ts"

/** How children are made. */
export interface OffspringOptions {
  readonly crossover: Crossover
  readonly crossoverProb: number
  /** `undefined`: what is to change is left out, to be drawn at random. */
  readonly mutation: Mutation | undefined
  /** `undefined`: one over the number of parameters. */
  readonly mutationProb: number | undefined
  readonly swappingProb: number
  readonly random: RandomState
}

/** So often a crossover may leave the range, before a parent is taken as it is. */
const MAX_TRIES = 100_000

/** Makes children of a generation's parents, drawing in the order of Optuna 5.0.0. */
export class Offspring {
  readonly #options: OffspringOptions

  constructor(options: OffspringOptions) {
    this.#options = options
  }

  /** A child's parameters; those that are left out are to be drawn at random. */
  create(study: StudyView, genome: Genome, parents: Population): Params {
    const { crossoverProb, mutation, mutationProb, random } = this.#options
    const isCrossed = random.random() < crossoverProb
    const child = isCrossed
      ? this.#cross(study, genome, parents)
      : copied(genome, parents.trials[random.randint(parents.trials.length)] as FrozenTrial)
    const names = isCrossed ? genome.categoricalFirst : genome.names
    const probability = mutationProb ?? 1 / Math.max(1, names.length)
    const params: Params = {}
    for (const name of names) {
      const value = child[name] as ParamValue
      if (random.random() >= probability) params[name] = value
      else if (mutation !== undefined) {
        const changed = genome.changed(name, value, (gene, bounds) => mutation.mutation(gene, random, study, bounds))
        if (changed !== undefined) params[name] = changed
      }
    }
    return params
  }

  #cross(study: StudyView, genome: Genome, population: Population): Params {
    const { crossover, random } = this.#options
    let parents: readonly FrozenTrial[] = []
    for (let i = 0; i < MAX_TRIES; i++) {
      parents = this.#chooseParents(population)
      const child = this.#mixed(genome, parents)
      if (genome.bounds.length === 0) return child
      const genes = crossover.crossover(
        parents.map((parent) => genome.genes(parent)),
        random,
        study,
        genome.bounds,
      )
      if (genome.express(genes, child)) return child
    }
    return copied(genome, parents[0] as FrozenTrial)
  }

  /** Each by a tournament of two among those who are not yet chosen. */
  #chooseParents(population: Population): FrozenTrial[] {
    const { crossover, random } = this.#options
    const { trials } = population
    const parents: FrozenTrial[] = []
    let left: readonly number[] = trials.map((_, i) => i)
    while (parents.length < crossover.nParents) {
      if (left.length === 0) {
        throw new ParzenError(
          "INVALID_ARGUMENT",
          `the crossover takes ${crossover.nParents} parents, the study's generation has ${trials.length}: was its population smaller?`,
        )
      }
      const first = left[random.randint(left.length)] as number
      const second = left[random.randint(left.length)] as number
      const parent = trials[population.dominates(first, second) ? first : second] as FrozenTrial
      parents.push(parent)
      left = left.filter((i) => trials[i] !== parent)
    }
    return parents
  }

  /** The categorical parameters, each of the first parent or of the last. */
  #mixed(genome: Genome, parents: readonly FrozenTrial[]): Params {
    const { random, swappingProb } = this.#options
    const params: Params = {}
    for (const name of genome.categorical) {
      const parent = parents.at(random.random() >= swappingProb ? -1 : 0) as FrozenTrial
      params[name] = parent.params[name] as ParamValue
    }
    return params
  }
}

function copied(genome: Genome, { params }: FrozenTrial): Params {
  return Object.fromEntries(genome.names.map((name) => [name, params[name] as ParamValue]))
}
