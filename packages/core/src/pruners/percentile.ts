import { percentileOfSorted } from "../math/percentile.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { StudyIndex } from "../trial/study-index.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { bestReport } from "./best-report.ts"
import { checkBetween, checkWhole } from "./check.ts"
import type { IntervalOptions } from "./interval.ts"
import { Interval } from "./interval.ts"
import type { Pruner } from "./pruner.ts"
import { SortedValues } from "./sorted-values.ts"

/** Options of {@link PercentilePruner} but for the percentile. */
export interface StartupOptions extends IntervalOptions {
  /** Nothing is pruned before so many trials are complete; by default 5. */
  readonly nStartupTrials?: number | undefined
  /** Nothing is pruned at a step that fewer complete trials have reported; by default 1. */
  readonly nMinTrials?: number | undefined
}

/** Options of {@link PercentilePruner}. */
export interface PercentilePrunerOptions extends StartupOptions {
  /** The share of trials to keep, from 0 to 100: with 25, those as good as the best quarter go on. */
  readonly percentile: number
}

/**
 * Prunes a trial whose best report so far is worse than the given percentile of what the complete trials reported at its
 * latest step. NaN reports are passed over on both sides, but a trial that has reported nothing but NaN is pruned, and at a
 * step where the others have, nobody is. Infinite reports count as they stand; where the percentile lies at or beside one of the
 * others', nobody is pruned. Without complete trials everybody goes on; pruned and failed ones do not count. Optuna 5.0.0's rule.
 */
export class PercentilePruner implements Pruner {
  readonly #percentile: number
  readonly #nStartupTrials: number
  readonly #nMinTrials: number
  readonly #interval: Interval

  /** @throws INVALID_ARGUMENT for a percentile outside 0 to 100, and counts that are not whole or too small */
  constructor(options: PercentilePrunerOptions) {
    const { percentile, nStartupTrials = 5, nMinTrials = 1, ...interval } = options ?? {}
    this.#percentile = checkBetween("percentile", percentile, 0, 100)
    this.#nStartupTrials = checkWhole("nStartupTrials", nStartupTrials, 0)
    this.#interval = new Interval(interval)
    this.#nMinTrials = checkWhole("nMinTrials", nMinTrials, 1)
  }

  prune(study: StudyView, trial: TrialView): boolean {
    const { nTrials, byStep } = COMPLETE.of(study)
    if (nTrials === 0 || nTrials < this.#nStartupTrials) return false
    const step = this.#interval.dueStep(trial)
    if (step === undefined) return false
    const maximize = study.directions[0] === "maximize"
    const own = bestReport(Object.values(trial.intermediateValues), maximize)
    if (own === undefined) return true
    const others = byStep.get(step)
    if (others === undefined || others.count < this.#nMinTrials) return false
    const reference = percentileOfSorted(others.ascending(), maximize ? 100 - this.#percentile : this.#percentile)
    return maximize ? own < reference : own > reference
  }
}

/** The reports of a study's complete trials. */
class CompleteReports {
  nTrials = 0
  readonly byStep = new Map<number, SortedValues>()

  add({ state, intermediateValues }: FrozenTrial): void {
    if (state !== "complete") return
    this.nTrials++
    for (const key in intermediateValues) {
      const step = Number(key)
      let values = this.byStep.get(step)
      if (values === undefined) this.byStep.set(step, (values = new SortedValues()))
      values.add(intermediateValues[step] as number)
    }
  }
}

const COMPLETE = /* @__PURE__ */ new StudyIndex(() => new CompleteReports())
