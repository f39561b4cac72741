import type { Json } from "../../trial/attrs.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { StudyView, TrialView } from "../../trial/study-view.ts"
import type { ElitePopulationSelectionStrategy } from "./elite-strategy.ts"
import { Population } from "./population.ts"

/** How many complete trials make a generation, who chooses its parents, and under which keys both are kept. */
export interface GenerationOptions {
  /** The sampler's class in Optuna, with which the keys begin. */
  readonly prefix: string
  readonly populationSize: number
  readonly select: ElitePopulationSelectionStrategy
}

interface ReadParents {
  readonly generation: number
  readonly key: string
  readonly ids: readonly Json[]
  readonly parents: Population
}

/**
 * The generations of one study. Which one a trial belongs to is kept with the trial, the parents of each with the study, both as
 * Optuna 5.0.0 keeps them: workers of either share a population. Each finished trial is read once.
 */
export class Generations {
  readonly #generationKey: string
  readonly #parentKey: string
  readonly #options: GenerationOptions
  /** The complete trials of each generation. */
  readonly #members = new Map<number, FrozenTrial[]>()
  readonly #complete = new Map<number, FrozenTrial>()
  #newest = 0
  /** The parents that were asked for last, and the attribute that they were read from. */
  #read: ReadParents | undefined

  constructor(options: GenerationOptions) {
    this.#generationKey = `${options.prefix}:generation`
    this.#parentKey = `${options.prefix}:parent:`
    this.#options = options
  }

  /** Takes in a trial that has finished. */
  add(trial: FrozenTrial): void {
    if (trial.state !== "complete") return
    this.#complete.set(trial.id, trial)
    const generation = this.recorded(trial)
    if (generation === undefined) return
    const members = this.#members.get(generation)
    if (members === undefined) this.#members.set(generation, [trial])
    else members.push(trial)
    if (generation > this.#newest) this.#newest = generation
  }

  /** The generation that is recorded with `trial`; anything but a whole number from 0 is none. */
  recorded({ systemAttrs }: FrozenTrial): number | undefined {
    const generation = systemAttrs[this.#generationKey]
    return Number.isSafeInteger(generation) && (generation as number) >= 0 ? (generation as number) : undefined
  }

  /** The generation of a running trial: the newest until that is full, then the next. Recorded with the trial the first time. */
  of(trial: TrialView): number {
    const recorded = this.recorded(trial)
    if (recorded !== undefined) return recorded
    const n = this.#members.get(this.#newest)?.length ?? 0
    const generation = n < this.#options.populationSize ? this.#newest : this.#newest + 1
    trial.setSystemAttr(this.#generationKey, generation)
    return generation
  }

  /**
   * The parents of `generation`, none of generation 0: by number as they are recorded with the study, or where nobody has
   * chosen them yet, in the order of choosing.
   */
  parents(study: StudyView, generation: number): Population {
    const read = this.#read
    if (read?.generation === generation && study.systemAttrs[read.key] === read.ids) return read.parents
    let from = generation
    let recorded: Population | undefined
    while (from > 0 && (recorded = this.#recordedParents(study, from)) === undefined) from--
    let parents = recorded ?? new Population([], study.directions)
    for (; from < generation; from++) {
      const members = [...(this.#members.get(from) ?? [])].sort((a, b) => a.number - b.number)
      const chosen = this.#options.select(study, [...members, ...parents.trials])
      study.setSystemAttr(
        this.#parentKey + (from + 1),
        chosen.map(({ id }) => id),
      )
      parents = new Population(chosen, study.directions)
    }
    return parents
  }

  /** `undefined` if there are none, or some are no complete trials of this study: those of the study that it was copied from. */
  #recordedParents({ systemAttrs, directions }: StudyView, generation: number): Population | undefined {
    const key = this.#parentKey + generation
    const ids = systemAttrs[key]
    if (!Array.isArray(ids)) return undefined
    if (this.#read !== undefined && isSame(this.#read.ids, ids)) {
      this.#read = { generation, key, ids, parents: this.#read.parents }
      return this.#read.parents
    }
    const trials: FrozenTrial[] = []
    for (const id of new Set<Json>(ids)) {
      const trial = this.#complete.get(id as number)
      if (trial === undefined) return undefined
      trials.push(trial)
    }
    const parents = new Population(
      trials.sort((a, b) => a.number - b.number),
      directions,
    )
    this.#read = { generation, key, ids, parents }
    return parents
  }
}

function isSame(a: readonly Json[], b: readonly Json[]): boolean {
  return a === b || (a.length === b.length && a.every((id, i) => id === b[i]))
}
