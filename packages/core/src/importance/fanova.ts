import type { Distribution } from "../distributions/distribution.ts"
import { ParzenError } from "../errors.ts"
import type { SearchSpace } from "../space/search-space.ts"
import type { EvaluateOptions, ImportanceEvaluator, StudyTrials } from "./evaluator.ts"
import { marginalVariance } from "./fanova/marginal-variance.ts"
import type { LeafBoxes } from "./fanova/leaf-boxes.ts"
import { leafBoxes } from "./fanova/leaf-boxes.ts"
import type { Encoding, Observations } from "./forest/encoded-trials.ts"
import { encode, observe } from "./forest/encoded-trials.ts"
import type { ForestImportanceOptions } from "./forest/forest-options.ts"
import { forestOptions } from "./forest/forest-options.ts"
import type { ForestOptions } from "./forest/random-forest.ts"
import { growForest } from "./forest/random-forest.ts"
import { sortedImportances } from "./sorted-importances.ts"

/** How much two parameters matter together, beyond what each does on its own. */
export interface Interaction {
  readonly params: readonly [string, string]
  /** A share of the variance, as fANOVA's importances are. */
  readonly importance: number
}

/**
 * fANOVA: which share of the objective's variance over the whole space a parameter accounts for on its own, in the eyes of a
 * random forest (Hutter, Hoos & Leyton-Brown 2014). Assesses the parameters that all complete trials have, on their own scale.
 * With one trial or less all importances are 0. Equal to Optuna 5.0.0 for each seed.
 */
export class FanovaImportanceEvaluator implements ImportanceEvaluator {
  readonly #options: ForestOptions

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(options: ForestImportanceOptions = {}) {
    this.#options = forestOptions("FanovaImportanceEvaluator", options)
  }

  /** @throws INVALID_ARGUMENT, SINGLE_OBJECTIVE_ONLY, PARAM_NOT_FOUND, INCOMPATIBLE_DISTRIBUTION, ZERO_VARIANCE */
  evaluate(study: StudyTrials, options: EvaluateOptions = {}): Record<string, number> {
    const observed = observe(study, options)
    const names = [...observed.space.keys()]
    const fitted = this.#fit(observed)
    if (fitted === undefined) return Object.fromEntries(names.map((name) => [name, 0]))
    const varied = [...fitted.space.keys()]
    const fixed = names.filter((name) => !fitted.space.has(name))
    return sortedImportances([...varied, ...fixed], [...varied.map((_, i) => fitted.share([i])), ...fixed.map(() => 0)])
  }

  /** Each pair of parameters, the most important first. The cost grows with the square of the trials. @throws as {@link evaluate} */
  interactions(study: StudyTrials, options: EvaluateOptions = {}): Interaction[] {
    const fitted = this.#fit(observe(study, options))
    if (fitted === undefined) return []
    const names = [...fitted.space.keys()]
    const alone = names.map((_, i) => fitted.shares([i]))
    const pairs = names.flatMap((a, i) =>
      names.slice(i + 1).map((b, k): Interaction => {
        const j = i + 1 + k
        const beyond = fitted
          .shares([i, j])
          .map((share, t) => Math.max(share - (alone[i]?.[t] as number) - (alone[j]?.[t] as number), 0))
        return { params: [a, b], importance: mean(beyond) }
      }),
    )
    return pairs.sort((a, b) => b.importance - a.importance)
  }

  /** A forest on the parameters that vary; `undefined` if there is nothing to explain. */
  #fit(observed: Observations): Fit | undefined {
    const space = new Map([...observed.space].filter(([, distribution]) => !distribution.single()))
    if (space.size === 0 || observed.trials.length <= 1) return undefined
    const encoding = encode(space, observed)
    const ranges = [...space.values()].flatMap(rangesOf)
    const trees = growForest(encoding, this.#options).map((tree) => leafBoxes(tree, ranges))
    const varying = trees.filter(({ variance }) => variance > 0)
    if (varying.length > 0) return new Fit(space, encoding, varying)
    const message = `FanovaImportanceEvaluator: the values, or the parameters, of all ${observed.trials.length} trials are equal`
    throw new ParzenError("ZERO_VARIANCE", message)
  }
}

/** A forest, and what can be asked of it. */
class Fit {
  readonly space: SearchSpace
  readonly #first: readonly number[]
  readonly #trees: readonly LeafBoxes[]

  constructor(space: SearchSpace, { first }: Encoding, trees: readonly LeafBoxes[]) {
    this.space = space
    this.#first = first
    this.#trees = trees
  }

  /** For each tree, the share of its variance that the parameters of these indices account for, together and each alone. */
  shares(params: readonly number[]): number[] {
    const columns = params.flatMap((i) => {
      const from = this.#first[i] as number
      return Array.from({ length: (this.#first[i + 1] as number) - from }, (_, k) => from + k)
    })
    return this.#trees.map((tree) => marginalVariance(tree, columns) / tree.variance)
  }

  share(params: readonly number[]): number {
    return mean(this.shares(params))
  }
}

function rangesOf(distribution: Distribution): { low: number; high: number }[] {
  return distribution.kind === "categorical" ? distribution.choices.map(() => ({ low: 0, high: 1 })) : [distribution]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
