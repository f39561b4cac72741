import { RandomState } from "../../random/random-state.ts"
import type { RegressionTree, TrainingSet } from "./regression-tree.ts"
import { TreeGrower } from "./regression-tree.ts"

/** Options of {@link growForest}. */
export interface ForestOptions {
  readonly nTrees: number
  readonly maxDepth: number
  /** From 0 to 2^32 - 1; by default different each time. */
  readonly seed?: number | undefined
}

const MAX_SEED = 2 ** 31 - 1

/** A random forest (Breiman 2001): each tree on as many rows as there are, drawn with replacement; scikit-learn 1.9.1's draws. */
export function growForest(set: TrainingSet, { nTrees, maxDepth, seed }: ForestOptions): RegressionTree[] {
  const n = set.y.length
  const random = new RandomState(seed)
  const seeds = Array.from({ length: nTrees }, () => random.randint(MAX_SEED))
  const grower = new TreeGrower(set, maxDepth)
  return seeds.map((treeSeed) => {
    const weights = new Float64Array(n)
    const draws = new RandomState(treeSeed)
    for (let i = 0; i < n; i++) {
      const row = draws.randint(n)
      weights[row] = (weights[row] as number) + 1
    }
    return grower.grow(weights, new RandomState(treeSeed).randint(MAX_SEED))
  })
}
