import { warn } from "../logging.ts"
import { wilcoxon } from "../math/wilcoxon.ts"
import { BestTrial } from "../trial/best-trial.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { checkBetween, checkWhole } from "./check.ts"
import type { Pruner } from "./pruner.ts"

/** Options of {@link WilcoxonPruner}. */
export interface WilcoxonPrunerOptions {
  /** A trial is pruned when it is worse than the best one at this level, from 0 to 1; by default 0.1. */
  readonly pThreshold?: number | undefined
  /** Steps in common with the best trial before a trial is judged; by default 2, and never fewer. */
  readonly nStartupSteps?: number | undefined
}

/**
 * Prunes a trial that is worse than the study's best one by a signed-rank test (Wilcoxon 1945) over the steps that both
 * reported: for objectives that average over instances or folds, with the instance as the step, in any order. A trial whose
 * mean so far is as good as the best one's goes on in spite of the test. Without a best trial everybody goes on; where one of
 * the two has no reports or one that is NaN or infinite, too, with a warning. Optuna 5.0.0's rule.
 */
export class WilcoxonPruner implements Pruner {
  readonly #pThreshold: number
  readonly #nSteps: number
  readonly #best = new WeakMap<StudyView, BestTrial>()
  readonly #warned = new Set<string>()

  /** @throws INVALID_ARGUMENT for a level outside 0 to 1, and a number of steps that is not whole or below 0 */
  constructor({ pThreshold = 0.1, nStartupSteps = 2 }: WilcoxonPrunerOptions = {}) {
    this.#pThreshold = checkBetween("pThreshold", pThreshold, 0, 1)
    this.#nSteps = Math.max(2, checkWhole("nStartupSteps", nStartupSteps, 0))
  }

  /** @throws SINGLE_OBJECTIVE_ONLY */
  prune(study: StudyView, trial: TrialView): boolean {
    const values = Object.values(trial.intermediateValues)
    if (values.length === 0 || !this.#checkFinite(trial, values)) return false
    const best = this.#bestOf(study)
    if (best === undefined) return false
    const bestValues = Object.values(best.intermediateValues)
    if (bestValues.length === 0) this.#warnOnce(`trial ${best.number}, the best one, has no reports to compare with`)
    if (bestValues.length === 0 || !this.#checkFinite(best, bestValues)) return false

    const differences = pairedDifferences(trial, best)
    if (differences.length < values.length) {
      this.#warnOnce(
        `trial ${trial.number} reports steps that trial ${best.number}, the best one, has not: they are left out`,
      )
    }
    if (differences.length < this.#nSteps) return false
    const sign = study.directions[0] === "maximize" ? -1 : 1
    if (sign * mean(values) <= sign * mean(bestValues)) return false
    return wilcoxon(differences, sign === 1 ? "greater" : "less") < this.#pThreshold
  }

  #bestOf(study: StudyView): FrozenTrial | undefined {
    let best = this.#best.get(study)
    if (best === undefined) this.#best.set(study, (best = new BestTrial(study)))
    return study.directions.length === 1 ? best.peek() : best.get()
  }

  #checkFinite({ number }: FrozenTrial, values: readonly number[]): boolean {
    const finite = values.every(Number.isFinite)
    if (!finite) this.#warnOnce(`trial ${number} has reports that are NaN or infinite: there is no comparing with it`)
    return finite
  }

  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return
    this.#warned.add(message)
    warn(`WilcoxonPruner: ${message}`)
  }
}

/** `trial` less `best` at the steps that both have reported. */
function pairedDifferences(trial: FrozenTrial, best: FrozenTrial): number[] {
  const differences: number[] = []
  for (const key in trial.intermediateValues) {
    const other = best.intermediateValues[key as unknown as number]
    if (other !== undefined) differences.push((trial.intermediateValues[key as unknown as number] as number) - other)
  }
  return differences
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
