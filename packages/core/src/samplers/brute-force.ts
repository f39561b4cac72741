import type { Distribution, ParamValue } from "../distributions/distribution.ts"
import { pairwiseSum } from "../math/pairwise-sum.ts"
import { RandomState } from "../random/random-state.ts"
import type { FinishedState } from "../trial/state.ts"
import { StudyIndex } from "../trial/study-index.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import type { Candidates } from "./brute-force/candidates.ts"
import { candidatesOf } from "./brute-force/candidates.ts"
import type { TreeNode } from "./brute-force/tree-node.ts"
import { last, TrialTree } from "./brute-force/trial-tree.ts"
import type { Sampler } from "./sampler.ts"

/** Options of {@link BruteForceSampler}. */
export interface BruteForceSamplerOptions {
  /** A whole number from 0 to 2^32 - 1 that fixes what is drawn; by default different each time. */
  readonly seed?: number | undefined
  /**
   * Whether the study goes on while something is left only where trials are running, which may then be tried twice. By default
   * not: a trial that is running counts as done, and what it would have led to may be missed.
   */
  readonly avoidPrematureStop?: boolean | undefined
}

/**
 * Tries every combination of parameters once, in random order, then ends the study; parameters may depend on the values of
 * earlier ones. Failed and pruned trials count as tried: where one ends early and others of the same values go on, only
 * those count (Optuna refuses this). Values of the objective, NaN and infinite ones too, do not matter; with an empty history
 * all is left to try. Otherwise the choices, and their draws, are Optuna 5.0.0's.
 */
export class BruteForceSampler implements Sampler {
  readonly #random: RandomState
  readonly #avoidPrematureStop: boolean

  /** @throws INVALID_SEED */
  constructor({ seed, avoidPrematureStop = false }: BruteForceSamplerOptions = {}) {
    this.#random = new RandomState(seed)
    this.#avoidPrematureStop = avoidPrematureStop
  }

  /**
   * @throws INFINITE_SEARCH_SPACE for a float without step; SEARCH_SPACE_MISMATCH where trials of the same values so far went on
   * with another parameter or other candidates, or were complete
   */
  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    const candidates = candidatesOf(name, distribution)
    const tree = upToDate(study)
    const node = last(tree.follow(trial))
    const conflict = node.mismatch(name, candidates) ?? node.conflict
    if (conflict !== undefined) throw conflict
    return distribution.toExternal(this.#draw(node, candidates))
  }

  /** @throws INFINITE_SEARCH_SPACE, SEARCH_SPACE_MISMATCH */
  afterTrial(study: StudyView, trial: TrialView, state: FinishedState): void {
    const path = upToDate(study).end(trial, state === "complete")
    // What is left is looked for from the longest path on: an earlier node does not see what follows a value off the grid.
    for (const node of path.toReversed()) {
      if (node.conflict !== undefined) throw node.conflict
      if (this.#left(node) > 0) return
    }
    study.stop()
  }

  /**
   * Half of the chance goes by how many unexpanded nodes each candidate leads to, half goes to all that lead to any. Candidates
   * where a running trial is come last.
   */
  #draw(node: TreeNode, { values }: Candidates): number {
    const children = values.map((value) => node.child(value))
    const left = children.map((child) => (child === undefined ? 1 : this.#left(child)))
    const total = left.reduce((sum, count) => sum + count, 0)
    if (total === 0) return values[this.#random.randint(0, values.length)] as number
    const nOpen = left.filter((count) => count > 0).length
    const weights = left.map((count) => 0.5 * (count / total) + 0.5 * (count > 0 ? 1 / nOpen : 0))
    if (weights.some((weight, i) => weight > 0 && children[i]?.isRunning !== true)) {
      children.forEach((child, i) => child?.isRunning === true && (weights[i] = 0))
    }
    const sum = pairwiseSum(Float64Array.from(weights))
    return values[this.#random.choice(values.length, { p: weights.map((weight) => weight / sum) })] as number
  }

  #left(node: TreeNode): number {
    return this.#avoidPrematureStop ? node.open : node.free
  }
}

const TREES = /* @__PURE__ */ new StudyIndex(() => new TrialTree())

function upToDate(study: StudyView): TrialTree {
  const tree = TREES.of(study)
  for (const trial of study.history.running.values()) tree.follow(trial)
  return tree
}
