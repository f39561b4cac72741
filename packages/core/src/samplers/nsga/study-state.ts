import { IntersectionSearchSpace } from "../../space/intersection.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import { EMPTY_SPACE } from "../../space/search-space.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { StudyView } from "../../trial/study-view.ts"
import type { GenerationOptions } from "./generations.ts"
import { Generations } from "./generations.ts"
import { Genome } from "./genome.ts"

/** What a genetic sampler keeps of one study. */
export class StudyState {
  readonly generations: Generations
  /** Whether it was said that some parameters do not evolve. */
  hasWarned = false
  readonly #intersection = new IntersectionSearchSpace()
  #common: SearchSpace = EMPTY_SPACE
  #space: SearchSpace = EMPTY_SPACE
  #genome: Genome | undefined

  constructor(options: GenerationOptions) {
    this.generations = new Generations(options)
  }

  /** Takes in a trial that has finished. */
  add(trial: FrozenTrial): void {
    this.generations.add(trial)
  }

  /** The parameters of more than one value that all complete trials have in common; the same object while nothing has changed. */
  space({ history }: StudyView): SearchSpace {
    const common = this.#intersection.calculate(history)
    if (common !== this.#common) {
      this.#common = common
      this.#space = new Map([...common].filter(([, distribution]) => !distribution.single()))
    }
    return this.#space
  }

  /** The genome of `space`, the one of before if it fits. */
  genome(space: SearchSpace): Genome {
    if (this.#genome === undefined || !this.#genome.fits(space)) this.#genome = new Genome(space)
    return this.#genome
  }
}
