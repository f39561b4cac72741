import { ParzenError } from "../errors.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { StudyIndex } from "../trial/study-index.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { checkWhole } from "./check.ts"
import type { Pruner } from "./pruner.ts"
import { SortedValues } from "./sorted-values.ts"

/** Options of {@link SuccessiveHalvingPruner}, in the words of the paper: r, eta and s. */
export interface SuccessiveHalvingPrunerOptions {
  /** Steps before a trial first competes, at least 1; `"auto"`, the default: a hundredth of the longest complete trial's. */
  readonly minResource?: number | "auto" | undefined
  /** One in so many is promoted at each rung, and the next rung is so many times as far; at least 2, by default 4. */
  readonly reductionFactor?: number | undefined
  /** How many rungs are left out at the start; by default 0. */
  readonly minEarlyStoppingRate?: number | undefined
  /** So many trials of each rung end there, whatever they reported; by default 0, and 0 only with `"auto"`. */
  readonly bootstrapCount?: number | undefined
}

/**
 * Asynchronous successive halving (Li et al. 2020, https://arxiv.org/abs/1810.05934) as Optuna 5.0.0 does it: a trial that
 * reaches rung k, at step `minResource * reductionFactor ** (minEarlyStoppingRate + k)`, goes on if its latest report is among
 * the best 1 / reductionFactor of all that came to this rung, itself included and never fewer than one; equals of the last one
 * kept go on too. What each trial had at a rung is its attribute `completed_rung_<k>`, which trials in any state but waiting
 * compete with. NaN at a rung prunes; infinite reports compete; without reports, and with `"auto"` while no complete trial has
 * reported, everybody goes on.
 */
export class SuccessiveHalvingPruner implements Pruner {
  readonly #minResource: number | undefined
  readonly #reductionFactor: number
  readonly #minEarlyStoppingRate: number
  readonly #bootstrapCount: number
  /** What `"auto"` came to, when it first could be told. */
  readonly #estimated = new WeakMap<StudyView, number>()

  /** @throws INVALID_ARGUMENT for numbers that are not whole or too small, and a bootstrap with `"auto"` */
  constructor(options: SuccessiveHalvingPrunerOptions = {}) {
    const { minResource = "auto", reductionFactor = 4, minEarlyStoppingRate = 0, bootstrapCount = 0 } = options
    this.#minResource = minResource === "auto" ? undefined : checkWhole("minResource ('auto' apart)", minResource, 1)
    this.#reductionFactor = checkWhole("reductionFactor", reductionFactor, 2)
    this.#minEarlyStoppingRate = checkWhole("minEarlyStoppingRate", minEarlyStoppingRate, 0)
    this.#bootstrapCount = checkWhole("bootstrapCount", bootstrapCount, 0)
    if (bootstrapCount > 0 && minResource === "auto") {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `bootstrapCount ${bootstrapCount} needs a minResource other than 'auto'`,
      )
    }
  }

  prune(study: StudyView, trial: TrialView): boolean {
    const step = trial.lastStep
    if (step === undefined) return false
    const minResource = this.#minResource ?? this.#estimate(study)
    if (minResource === undefined) return false
    const value = trial.intermediateValues[step] as number
    let rung = 0
    while (rungKey(rung) in trial.systemAttrs) rung++
    for (; ; rung++) {
      if (step < minResource * this.#reductionFactor ** (this.#minEarlyStoppingRate + rung)) return false
      if (Number.isNaN(value)) return true
      trial.setSystemAttr(rungKey(rung), value)
      if (!this.#isPromoted(study, trial, rung, value)) return true
    }
  }

  #isPromoted(study: StudyView, { number }: TrialView, rung: number, value: number): boolean {
    const sign = study.directions[0] === "maximize" ? -1 : 1
    const finished = RUNGS.of(study).values[rung]
    let competitors = 1 + (finished?.count ?? 0)
    let better = (sign === 1 ? finished?.countBelow(value) : finished?.countAbove(value)) ?? 0
    for (const other of study.history.running.values()) {
      const reached = other.systemAttrs[rungKey(rung)] as number | undefined
      if (reached === undefined || other.number === number) continue
      competitors++
      if (sign * reached < sign * value) better++
    }
    return competitors > this.#bootstrapCount && better < Math.max(Math.floor(competitors / this.#reductionFactor), 1)
  }

  #estimate(study: StudyView): number | undefined {
    const known = this.#estimated.get(study)
    const { longest } = RUNGS.of(study)
    if (known !== undefined || longest === undefined) return known
    const estimate = Math.max(Math.floor(longest / 100), 1)
    this.#estimated.set(study, estimate)
    return estimate
  }
}

/** What a study's finished trials had at each rung. */
class Rungs {
  readonly values: SortedValues[] = []
  /** The last step of the complete trial that went furthest. */
  longest: number | undefined

  add({ state, lastStep, systemAttrs }: FrozenTrial): void {
    if (state === "complete" && lastStep !== undefined) this.longest = Math.max(this.longest ?? 0, lastStep)
    for (let rung = 0; ; rung++) {
      const value = systemAttrs[rungKey(rung)]
      if (value === undefined) return
      ;(this.values[rung] ??= new SortedValues()).add(value as number)
    }
  }
}

const RUNGS = /* @__PURE__ */ new StudyIndex(() => new Rungs())

/** The system attribute with what a trial had at a rung, as Optuna names it. */
function rungKey(rung: number): string {
  return `completed_rung_${rung}`
}
