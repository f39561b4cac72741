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
    const names = isCrossed ? genome.categoricalFirst : genome.names
    const values = isCrossed
      ? this.#cross(study, genome, parents)
      : copied(parents, random.randint(parents.trials.length), names)
    const probability = mutationProb ?? 1 / Math.max(1, names.length)
    const params: Params = {}
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string
      const value = values[i] as ParamValue
      if (random.random() >= probability) params[name] = value
      else if (mutation !== undefined) {
        const changed = genome.changed(name, value, (gene, bounds) => mutation.mutation(gene, random, study, bounds))
        if (changed !== undefined) params[name] = changed
      }
    }
    return params
  }

  /** A child's values, the categorical ones first. */
  #cross(study: StudyView, genome: Genome, population: Population): ParamValue[] {
    const { crossover, random } = this.#options
    let parents: readonly number[] = []
    for (let i = 0; i < MAX_TRIES; i++) {
      parents = this.#chooseParents(population)
      const values = this.#mixed(genome, population, parents)
      if (genome.bounds.length === 0) return values
      const genes = parents.map((parent) => population.genes(genome, parent))
      if (genome.express(crossover.crossover(genes, random, study, genome.bounds), values)) return values
    }
    return copied(population, parents[0] as number, genome.categoricalFirst)
  }

  /** Indices of parents, each by a tournament of two among those who are not yet chosen. */
  #chooseParents(population: Population): number[] {
    const { crossover, random } = this.#options
    const { length } = population.trials
    const parents: number[] = []
    while (parents.length < crossover.nParents) {
      const left = length - parents.length
      if (left <= 0) {
        throw new ParzenError(
          "INVALID_ARGUMENT",
          `the crossover takes ${crossover.nParents} parents, the study's generation has ${length}: was its population smaller?`,
        )
      }
      const first = skip(parents, random.randint(left))
      const second = skip(parents, random.randint(left))
      parents.push(population.dominates(first, second) ? first : second)
    }
    return parents
  }

  /** The categorical parameters, each of the first parent or of the last. */
  #mixed(genome: Genome, { trials }: Population, parents: readonly number[]): ParamValue[] {
    const { random, swappingProb } = this.#options
    const first = (trials[parents[0] as number] as FrozenTrial).params
    const last = (trials[parents.at(-1) as number] as FrozenTrial).params
    return genome.categorical.map((name) => (random.random() >= swappingProb ? last : first)[name] as ParamValue)
  }
}

/** The index of the `n`-th that is not among `taken`: as many further as there are taken ones up to it. */
function skip(taken: readonly number[], n: number): number {
  let index = n
  for (let before = -1; before !== index;) {
    before = index
    index = n
    for (let k = 0; k < taken.length; k++) if ((taken[k] as number) <= before) index++
  }
  return index
}

function copied({ trials }: Population, i: number, names: readonly string[]): ParamValue[] {
  const { params } = trials[i] as FrozenTrial
  return names.map((name) => params[name] as ParamValue)
}
