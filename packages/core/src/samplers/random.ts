import type { CategoricalDistribution } from "../distributions/categorical.ts"
import type { Distribution, ParamValue } from "../distributions/distribution.ts"
import { UniformState } from "../random/uniform-state.ts"
import type { ColumnBounds, NumericDistribution } from "../space/transform.ts"
import { columnBounds, fromColumn } from "../space/transform.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import type { Sampler } from "./sampler.ts"

/** Options of {@link RandomSampler}. */
export interface RandomSamplerOptions {
  /** A whole number from 0 to 2^32 - 1 that fixes what is drawn; by default different each time. */
  readonly seed?: number | undefined
}

/**
 * Draws each parameter uniformly over its range, on its scale, and independently of all else. It looks at no trial: an empty
 * history, failed trials, NaN and infinite values change nothing. The draws are those of Optuna 5.0.0.
 */
export class RandomSampler implements Sampler {
  readonly #random: UniformState
  readonly #bounds = new WeakMap<Distribution, ColumnBounds>()

  /** @throws INVALID_SEED */
  constructor({ seed }: RandomSamplerOptions = {}) {
    this.#random = new UniformState(seed)
  }

  sampleIndependent(_study: StudyView, _trial: TrialView, _name: string, distribution: Distribution): ParamValue {
    if (distribution.kind === "categorical") return this.#choose(distribution)
    const { low, high } = this.#boundsOf(distribution)
    // A range wider than the largest double is halved while it is drawn from.
    const x = high - low < Infinity ? this.#random.uniform(low, high) : 2 * this.#random.uniform(low / 2, high / 2)
    return fromColumn(distribution, x)
  }

  #boundsOf(distribution: NumericDistribution): ColumnBounds {
    // Without step and scale the bounds are the distribution's own.
    if (distribution.step === undefined && !distribution.log) return distribution
    let bounds = this.#bounds.get(distribution)
    if (bounds === undefined) this.#bounds.set(distribution, (bounds = columnBounds(distribution)))
    return bounds
  }

  /** One number for each choice, the largest wins. */
  #choose(distribution: CategoricalDistribution): ParamValue {
    let best = 0
    let largest = -1
    for (let i = 0; i < distribution.choices.length; i++) {
      const x = this.#random.random()
      if (x > largest) {
        best = i
        largest = x
      }
    }
    return distribution.toExternal(best)
  }
}
