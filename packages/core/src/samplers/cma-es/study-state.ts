import type { Distribution } from "../../distributions/distribution.ts"
import { warn } from "../../logging.ts"
import { IntersectionSearchSpace } from "../../space/intersection.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import type { Direction } from "../../trial/direction.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { StudyView } from "../../trial/study-view.ts"
import { Generations } from "./generations.ts"
import type { SearchDistribution } from "./search-distribution.ts"
import type { StartOptions } from "./start.ts"
import { startOf } from "./start.ts"
import { UnitCube } from "./unit-cube.ts"

/** What a CMA-ES sampler keeps of one study. */
export class StudyState {
  readonly generations: Generations
  /** The distribution that has no next one: it has converged as far as numbers go. */
  last: SearchDistribution | undefined
  readonly #options: StartOptions
  readonly #warned = new Set<string>()
  readonly #intersection = new IntersectionSearchSpace()
  /** What the last inference was made from, and what it gave. */
  #common: SearchSpace | undefined
  #space: SearchSpace = new Map()
  /** What {@link cube} was last asked for, and answered. */
  #drawn: SearchSpace | undefined
  #cube: UnitCube | undefined
  #start: SearchDistribution | undefined

  constructor(prefix: string, options: StartOptions) {
    this.generations = new Generations(prefix, options.considerPrunedTrials)
    this.#options = options
  }

  /** Takes in a trial that has finished. */
  add(trial: FrozenTrial): void {
    this.generations.add(trial)
  }

  /** The numeric parameters of more than one value that all complete trials have. */
  infer({ history }: StudyView): SearchSpace {
    const common = this.#intersection.calculate(history)
    if (common !== this.#common) {
      this.#common = common
      this.#space = new Map([...common].filter(([, distribution]) => isDrawn(distribution)))
    }
    return this.#space
  }

  /** The cube that stands for `space`. */
  cube(space: SearchSpace): UnitCube {
    if (this.#cube !== undefined && space === this.#drawn) return this.#cube
    this.#drawn = space
    this.#start = undefined
    // A margin sees to the ends of the range by itself.
    return (this.#cube = new UnitCube(space, this.#options.variant !== "margin"))
  }

  /** The distribution of generation 0 over the last cube. @throws INVALID_ARGUMENT, SEARCH_SPACE_MISMATCH */
  start(cube: UnitCube, direction: Direction): SearchDistribution {
    return (this.#start ??= startOf(cube, direction, this.#options))
  }

  /** Warns of `topic` the first time. */
  warnOnce(topic: string, message: string): void {
    if (this.#warned.has(topic)) return
    this.#warned.add(topic)
    warn(message)
  }
}

/** A range wider than the largest double cannot be scaled. */
function isDrawn(distribution: Distribution): boolean {
  return (
    distribution.kind !== "categorical" && !distribution.single() && distribution.high - distribution.low < Infinity
  )
}
