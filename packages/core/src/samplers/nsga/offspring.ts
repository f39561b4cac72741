import type { Params, ParamValue } from "../../distributions/distribution.ts"
import { ParzenError } from "../../errors.ts"
import type { RandomState } from "../../random/random-state.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { ColumnBounds } from "../../space/transform.ts"
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
  /** Indices of those that were chosen last. */
  readonly #parents: Int32Array
  /** Room for what one child needs: its numeric values, and a draw for each of its parameters. */
  #numeric = new Float64Array()
  #draws = new Float64Array()

  constructor(options: OffspringOptions) {
    this.#options = options
    this.#parents = new Int32Array(options.crossover.nParents)
  }

  /** A child's parameters; those that are left out are to be drawn at random. */
  create(study: StudyView, genome: Genome, parents: Population): Params {
    const { crossoverProb, mutation, mutationProb, random } = this.#options
    const isCrossed = random.random() < crossoverProb
    if (this.#draws.length !== genome.names.length) this.#draws = new Float64Array(genome.names.length)
    if (this.#numeric.length !== genome.numeric.length) this.#numeric = new Float64Array(genome.numeric.length)
    const child = isCrossed
      ? this.#cross(study, genome, parents)
      : this.#copied(genome, parents, random.randint(parents.trials.length))
    const { names, categorical } = genome
    const order = isCrossed ? genome.categoricalFirst : genome.inSpace
    const probability = mutationProb ?? 1 / Math.max(1, names.length)
    // Where nothing is drawn in between, all of it is drawn at once.
    const draws = mutation === undefined ? random.fillRandom(this.#draws) : undefined
    const params: Params = {}
    for (let k = 0; k < names.length; k++) {
      const place = order[k] as number
      const name = names[place] as string
      const gene = place - categorical.length
      if ((draws === undefined ? random.random() : (draws[k] as number)) >= probability)
        params[name] = gene < 0 ? (child.categorical[place] as ParamValue) : (child.numeric[gene] as number)
      else if (mutation !== undefined && gene >= 0) {
        const change = (x: number, bounds: ColumnBounds): number => mutation.mutation(x, random, study, bounds)
        params[name] = genome.changed(gene, child.numeric[gene] as number, change)
      }
    }
    return params
  }

  #cross(study: StudyView, genome: Genome, population: Population): Child {
    const { crossover, random } = this.#options
    const chosen = this.#parents
    const numeric = this.#numeric
    for (let i = 0; i < MAX_TRIES; i++) {
      this.#chooseParents(population)
      const categorical = genome.categorical.length === 0 ? NONE : this.#mixed(genome, population)
      if (numeric.length === 0) return { categorical, numeric }
      const parents = new Array<Float64Array>(chosen.length)
      for (let k = 0; k < chosen.length; k++) parents[k] = population.genes(genome, chosen[k] as number)
      const genes = crossover.crossover(parents, random, study, genome.bounds)
      if (genome.express(genes, numeric)) return { categorical, numeric }
    }
    return this.#copied(genome, population, chosen[0] as number)
  }

  #copied({ categorical, numeric }: Genome, { trials }: Population, i: number): Child {
    const { params } = trials[i] as FrozenTrial
    const values = this.#numeric
    for (let k = 0; k < values.length; k++) values[k] = params[numeric[k] as string] as number
    return { categorical: categorical.map((name) => params[name] as ParamValue), numeric: values }
  }

  /** Chooses each by a tournament of two among those who are not yet chosen. */
  #chooseParents(population: Population): void {
    const { random } = this.#options
    const { length } = population.trials
    const chosen = this.#parents
    for (let n = 0; n < chosen.length; n++) {
      const left = length - n
      if (left <= 0) {
        throw new ParzenError(
          "INVALID_ARGUMENT",
          `the crossover takes ${chosen.length} parents, the study's generation has ${length}: was its population smaller?`,
        )
      }
      const first = skip(chosen, n, random.randint(left))
      const second = skip(chosen, n, random.randint(left))
      chosen[n] = population.dominates(first, second) ? first : second
    }
  }

  /** The categorical parameters, each of the first parent or of the last. */
  #mixed(genome: Genome, { trials }: Population): ParamValue[] {
    const { random, swappingProb } = this.#options
    const first = (trials[this.#parents[0] as number] as FrozenTrial).params
    const last = (trials[this.#parents.at(-1) as number] as FrozenTrial).params
    return genome.categorical.map((name) => (random.random() >= swappingProb ? last : first)[name] as ParamValue)
  }
}

/** The values of a child. */
interface Child {
  readonly categorical: readonly ParamValue[]
  readonly numeric: Float64Array
}

const NONE: readonly ParamValue[] = []

/** The index of the `n`-th that is not among the first `count` of `taken`: as many further as there are taken ones up to it. */
function skip(taken: Int32Array, count: number, n: number): number {
  let index = n
  for (let before = -1; before !== index;) {
    before = index
    index = n
    for (let k = 0; k < count; k++) if ((taken[k] as number) <= before) index++
  }
  return index
}
