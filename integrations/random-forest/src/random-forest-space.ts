import type { CategoricalDistribution, FloatDistribution, IntDistribution } from "@parzen/core"
import { categorical, float, int } from "@parzen/core"

/** Where the parameters of a forest are searched; one that is not named keeps its value. */
export type RandomForestSpace = {
  readonly nEstimators?: IntDistribution | CategoricalDistribution<number> | undefined
  readonly maxDepth?: IntDistribution | CategoricalDistribution<number> | undefined
  readonly minNumSamples?: IntDistribution | FloatDistribution | CategoricalDistribution<number> | undefined
  readonly gainThreshold?: FloatDistribution | CategoricalDistribution<number> | undefined
  readonly maxFeatures?: FloatDistribution | CategoricalDistribution<number | "sqrt" | "log2"> | undefined
  readonly bootstrap?: CategoricalDistribution<boolean> | undefined
}

/** The space that is searched by default. */
export type DefaultRandomForestSpace = {
  readonly nEstimators: IntDistribution
  readonly maxDepth: IntDistribution
  readonly minNumSamples: IntDistribution
  readonly gainThreshold: FloatDistribution
  readonly maxFeatures: FloatDistribution
  readonly bootstrap: CategoricalDistribution<boolean>
}

/** The space that is searched by default, to use with changes: `{ ...randomForestSpace(), nEstimators: int(5, 20) }`. */
export function randomForestSpace(): DefaultRandomForestSpace {
  return {
    nEstimators: int(10, 100, { log: true }),
    maxDepth: int(1, 16, { log: true }),
    minNumSamples: int(1, 32, { log: true }),
    gainThreshold: float(1e-4, 0.1, { log: true }),
    maxFeatures: float(0.1, 1),
    bootstrap: categorical([true, false]),
  }
}
