import type { Distribution } from "../../distributions/distribution.ts"
import { GroupDecomposition } from "../../space/group-decomposition.ts"
import { IntersectionSearchSpace } from "../../space/intersection.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import type { StudyView } from "../../trial/study-view.ts"
import { isModelled } from "./axes.ts"
import type { DensityPairOptions } from "./density-pair.ts"
import { DensityPair } from "./density-pair.ts"
import { Split } from "./split.ts"

/** What a TPE sampler keeps of one study. */
export class StudyState {
  readonly split: Split
  readonly isMultivariate: boolean
  readonly #options: DensityPairOptions
  readonly #intersection = new IntersectionSearchSpace({ includePruned: true })
  readonly #decomposition: GroupDecomposition | undefined
  /** What the last inference was made from, and what it gave: the groups, and their union. */
  #source: SearchSpace | readonly SearchSpace[] | undefined
  #groups: readonly SearchSpace[] = []
  #space: SearchSpace = new Map()
  /** What {@link relativePairs} was last asked for, and answered. */
  #drawn: SearchSpace | undefined
  #relative: readonly DensityPair[] = []
  readonly #independent = new Map<string, DensityPair>()

  constructor({ directions }: StudyView, options: DensityPairOptions, group: boolean) {
    this.split = new Split(directions)
    this.isMultivariate = options.isMultivariate
    this.#options = options
    this.#decomposition = group ? new GroupDecomposition() : undefined
  }

  /** The space of the parameters to draw together: what all trials have, or with groups what any has. */
  infer({ history }: StudyView): SearchSpace {
    const source = this.#decomposition?.calculate(history) ?? this.#intersection.calculate(history)
    if (source !== this.#source) {
      this.#source = source
      const spaces = source instanceof Map ? [source] : (source as readonly SearchSpace[])
      this.#groups = spaces.map((space) =>
        restricted(space, (_, distribution) => !distribution.single() && isModelled(distribution)),
      )
      this.#space = new Map(this.#groups.flatMap((space) => [...space]))
    }
    return this.#space
  }

  /** The densities for `space`; with groups, one pair for each that has a part in it. */
  relativePairs(space: SearchSpace): readonly DensityPair[] {
    if (space === this.#drawn) return this.#relative
    this.#drawn = space
    const groups = this.#decomposition === undefined ? [space] : this.#groups
    const old = this.#relative
    this.#relative = groups.flatMap((group) => {
      const part = restricted(group, (name) => space.has(name))
      if (part.size === 0) return []
      return old.find(({ axes }) => axes.matches(part)) ?? new DensityPair(part, this.#options)
    })
    return this.#relative
  }

  /** The densities for one parameter on its own. */
  independentPair(name: string, distribution: Distribution): DensityPair {
    const space = new Map([[name, distribution]])
    let pair = this.#independent.get(name)
    if (pair === undefined || !pair.axes.matches(space)) {
      pair = new DensityPair(space, this.#options)
      this.#independent.set(name, pair)
    }
    return pair
  }
}

function restricted(space: SearchSpace, keeps: (name: string, distribution: Distribution) => boolean): SearchSpace {
  return new Map([...space].filter(([name, distribution]) => keeps(name, distribution)))
}
