import type { Distribution, Params, ParamValue } from "../../distributions/distribution.ts"
import { describe, ParzenError } from "../../errors.ts"
import { warn } from "../../logging.ts"
import type { RandomState } from "../../random/random-state.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { FinishedState } from "../../trial/state.ts"
import { StudyIndex } from "../../trial/study-index.ts"
import type { StudyView, TrialView } from "../../trial/study-view.ts"
import { RandomSampler } from "../random.ts"
import type { Sampler } from "../sampler.ts"
import { checkProbability, checkStrategy, checkWhole } from "./check.ts"
import type { Crossover } from "./crossover.ts"
import { UniformCrossover } from "./crossovers/uniform.ts"
import type { ElitePopulationSelectionStrategy } from "./elite-strategy.ts"
import type { Mutation } from "./mutation.ts"
import { Offspring } from "./offspring.ts"
import { StudyState } from "./study-state.ts"

/** Options that `NSGAIISampler` and `NSGAIIISampler` share. */
export interface GeneticOptions {
  /** How many complete trials make a generation, at least 2 and at least as many as a child has parents. By default 50. */
  readonly populationSize?: number | undefined
  /** How a numeric parameter of a child is changed. By default it is drawn at random, as a categorical one always is. */
  readonly mutation?: Mutation | undefined
  /** With which probability a parameter of a child is changed. By default one over the number of parameters. */
  readonly mutationProb?: number | undefined
  /** How numeric parameters of parents are joined. By default `UniformCrossover` with `swappingProb`. */
  readonly crossover?: Crossover | undefined
  /** With which probability a child has several parents instead of one. By default 0.9. */
  readonly crossoverProb?: number | undefined
  /** With which probability a categorical parameter comes from the first parent rather than from the last. By default 0.5. */
  readonly swappingProb?: number | undefined
  /** A whole number from 0 to 2^32 - 1 that fixes what is drawn; by default different each time. */
  readonly seed?: number | undefined
  /** Chooses parents in place of the sampler's own selection. */
  readonly elitePopulationSelectionStrategy?: ElitePopulationSelectionStrategy | undefined
  /** Makes a child of the parents in place of crossover and mutation; parameters left out are drawn at random. */
  readonly childGenerationStrategy?: ChildGenerationStrategy | undefined
  /** Called when a trial ends, before its end is written. */
  readonly afterTrialStrategy?: AfterTrialStrategy | undefined
}

/** Makes parameters in `searchSpace` out of the parents of a generation. */
export type ChildGenerationStrategy = (
  study: StudyView,
  searchSpace: SearchSpace,
  parentPopulation: readonly FrozenTrial[],
) => Params

/** Sees how a trial ends; `values` is `undefined` unless it is complete, or pruned after a report. */
export type AfterTrialStrategy = (
  study: StudyView,
  trial: TrialView,
  state: FinishedState,
  values: readonly number[] | undefined,
) => void

/** What a genetic sampler needs besides its options. */
export interface GeneticMethod {
  readonly name: string
  readonly random: RandomState
  readonly select: ElitePopulationSelectionStrategy
}

/** Generations of trials, each made of the best of those before it. What differs between samplers is how these are selected. */
export class GeneticSampler implements Sampler {
  readonly #name: string
  readonly #states: StudyIndex<StudyState>
  readonly #uniform: RandomSampler
  readonly #offspring: Offspring
  readonly #childGeneration: ChildGenerationStrategy | undefined
  readonly #afterTrial: AfterTrialStrategy | undefined

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(options: GeneticOptions, { name, random, select }: GeneticMethod) {
    const { crossoverProb = 0.9, swappingProb = 0.5, populationSize = 50, mutation, mutationProb, seed } = options
    const { childGenerationStrategy, elitePopulationSelectionStrategy, afterTrialStrategy } = options
    checkWhole("populationSize", populationSize, 2)
    checkProbability("crossoverProb", crossoverProb)
    checkProbability("swappingProb", swappingProb)
    if (mutationProb !== undefined) checkProbability("mutationProb", mutationProb)
    if (mutation !== undefined) checkMutation(mutation)
    const crossover = options.crossover ?? new UniformCrossover({ swappingProb })
    checkCrossover(crossover, populationSize)
    checkStrategy("elitePopulationSelectionStrategy", elitePopulationSelectionStrategy)
    checkStrategy("childGenerationStrategy", childGenerationStrategy)
    checkStrategy("afterTrialStrategy", afterTrialStrategy)
    const generations = { prefix: name, populationSize, select: elitePopulationSelectionStrategy ?? select }
    this.#name = name
    this.#states = new StudyIndex(() => new StudyState(generations))
    this.#uniform = new RandomSampler({ seed })
    this.#offspring = new Offspring({ crossover, crossoverProb, mutation, mutationProb, swappingProb, random })
    this.#childGeneration = childGenerationStrategy
    this.#afterTrial = afterTrialStrategy
  }

  inferRelativeSearchSpace(study: StudyView, trial: TrialView): SearchSpace {
    const state = this.#states.of(study)
    const space = state.space(study)
    // Without common parameters a trial belongs to a generation all the same, and takes its draws as in Optuna.
    state.generations.of(trial)
    if (space.size === 0) this.sampleRelative(study, trial, space)
    return space
  }

  sampleRelative(study: StudyView, trial: TrialView, space: SearchSpace): Params {
    const state = this.#states.of(study)
    const parents = state.generations.parents(study, state.generations.of(trial))
    if (parents.trials.length === 0) return {}
    if (this.#childGeneration !== undefined) return this.#childGeneration(study, space, parents.trials)
    return this.#offspring.create(study, state.genome(space), parents)
  }

  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    const state = this.#states.of(study)
    if (!state.hasWarned && (state.generations.recorded(trial) ?? 0) > 0 && !state.space(study).has(name)) {
      state.hasWarned = true
      warn(
        `${this.#name}: not all complete trials have '${name}' with this range; such parameters are drawn at random and do not evolve`,
      )
    }
    return this.#uniform.sampleIndependent(study, trial, name, distribution)
  }

  afterTrial(study: StudyView, trial: TrialView, state: FinishedState, values: readonly number[] | undefined): void {
    this.#afterTrial?.(study, trial, state, values)
  }
}

function checkCrossover(crossover: Crossover, populationSize: number): void {
  if (typeof crossover?.crossover !== "function") {
    throw new ParzenError("INVALID_ARGUMENT", `crossover must be a crossover, got ${describe(crossover)}`)
  }
  checkWhole("the crossover's nParents", crossover.nParents, 1)
  if (populationSize >= crossover.nParents) return
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `populationSize ${populationSize} is below ${crossover.nParents}, the number of parents that the crossover takes`,
  )
}

function checkMutation(mutation: Mutation): void {
  if (typeof mutation?.mutation === "function") return
  throw new ParzenError("INVALID_ARGUMENT", `mutation must be a mutation, got ${describe(mutation)}`)
}
