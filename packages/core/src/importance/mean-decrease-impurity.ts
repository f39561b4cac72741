import type { EvaluateOptions, ImportanceEvaluator, StudyTrials } from "./evaluator.ts"
import { encode, observe } from "./forest/encoded-trials.ts"
import type { ForestImportanceOptions } from "./forest/forest-options.ts"
import { forestOptions } from "./forest/forest-options.ts"
import type { ForestOptions } from "./forest/random-forest.ts"
import { growForest } from "./forest/random-forest.ts"
import type { RegressionTree } from "./forest/regression-tree.ts"
import { sortedImportances } from "./sorted-importances.ts"

/**
 * Mean decrease of impurity: how much the splits of a random forest on a parameter lessen the variance of the objective (Breiman
 * 2001). Assesses the parameters that all complete trials have, on their own scale. With one trial or less, and if all values
 * are equal, all importances are 0. Equal to Optuna 5.0.0 for each seed.
 */
export class MeanDecreaseImpurityImportanceEvaluator implements ImportanceEvaluator {
  readonly #options: ForestOptions

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(options: ForestImportanceOptions = {}) {
    this.#options = forestOptions("MeanDecreaseImpurityImportanceEvaluator", options)
  }

  /** @throws INVALID_ARGUMENT, SINGLE_OBJECTIVE_ONLY, PARAM_NOT_FOUND, INCOMPATIBLE_DISTRIBUTION */
  evaluate(study: StudyTrials, options: EvaluateOptions = {}): Record<string, number> {
    const observed = observe(study, options)
    const names = [...observed.space.keys()]
    if (observed.trials.length <= 1 || names.length === 0) return Object.fromEntries(names.map((name) => [name, 0]))
    const encoding = encode(observed.space, observed)
    const decreases = meanDecreases(growForest(encoding, this.#options), encoding.columns.length)
    const values = names.map((_, i) => {
      return decreases.subarray(encoding.first[i], encoding.first[i + 1]).reduce((sum, decrease) => sum + decrease, 0)
    })
    return sortedImportances(names, values)
  }
}

/** The share of each column in the decrease of variance, the mean over all trees that split at all. */
function meanDecreases(forest: readonly RegressionTree[], nColumns: number): Float64Array {
  const mean = new Float64Array(nColumns)
  for (const tree of forest) {
    const decreases = decreasesOf(tree, nColumns)
    const total = decreases.reduce((sum, decrease) => sum + decrease, 0)
    if (total > 0) for (let i = 0; i < nColumns; i++) mean[i] = (mean[i] as number) + (decreases[i] as number) / total
  }
  const sum = mean.reduce((sum, value) => sum + value, 0)
  return sum === 0 ? mean : mean.map((value) => value / sum)
}

function decreasesOf({ size, feature, left, right, weight, impurity }: RegressionTree, nColumns: number): Float64Array {
  const decreases = new Float64Array(nColumns)
  const spread = (node: number): number => (weight[node] as number) * (impurity[node] as number)
  for (let node = 0; node < size; node++) {
    const column = feature[node] as number
    if (column < 0) continue
    const within = spread(left[node] as number) + spread(right[node] as number)
    decreases[column] = (decreases[column] as number) + spread(node) - within
  }
  return decreases
}
