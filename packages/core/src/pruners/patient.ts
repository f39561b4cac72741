import { ParzenError } from "../errors.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { bestReport } from "./best-report.ts"
import { checkBetween, checkWhole } from "./check.ts"
import type { Pruner } from "./pruner.ts"

/** Options of {@link PatientPruner}. */
export interface PatientPrunerOptions {
  /** Decides once patience is at an end; without it, the trial is then pruned. */
  readonly wrappedPruner?: Pruner | null | undefined
  /** How many reports more than one may pass without a better one. */
  readonly patience: number
  /** What a better report must gain, at least 0; by default 0. */
  readonly minDelta?: number | undefined
}

/**
 * Lets a trial go on while it improves: only when the best of its last `patience + 1` reports is worse than the best before
 * them by more than `minDelta` is the wrapped pruner asked. NaN reports are passed over; where one of the two parts holds
 * nothing else the trial goes on, as it does without enough reports. Optuna 5.0.0's rule.
 */
export class PatientPruner implements Pruner {
  readonly #wrappedPruner: Pruner | null | undefined
  readonly #patience: number
  readonly #minDelta: number

  /** @throws INVALID_ARGUMENT for a patience that is not whole or below 0, `minDelta` below 0, no pruner to wrap */
  constructor(options: PatientPrunerOptions) {
    const { wrappedPruner, patience, minDelta = 0 } = options ?? {}
    if (wrappedPruner != null && typeof wrappedPruner.prune !== "function") {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `wrappedPruner must be a pruner or left out, got ${String(wrappedPruner)}`,
      )
    }
    this.#wrappedPruner = wrappedPruner
    this.#patience = checkWhole("patience", patience, 0)
    this.#minDelta = checkBetween("minDelta", minDelta, 0, Infinity)
  }

  prune(study: StudyView, trial: TrialView): boolean {
    const values = reportsByStep(trial)
    const nLatest = this.#patience + 1
    if (values.length <= nLatest) return false
    const maximize = study.directions[0] === "maximize"
    const before = bestReport(values.slice(0, -nLatest), maximize)
    const latest = bestReport(values.slice(-nLatest), maximize)
    if (before === undefined || latest === undefined) return false
    const stalled = maximize ? before - this.#minDelta > latest : before + this.#minDelta < latest
    return stalled && (this.#wrappedPruner == null || this.#wrappedPruner.prune(study, trial))
  }
}

/** What `trial` reported, by ascending step. */
function reportsByStep({ intermediateValues }: TrialView): number[] {
  const steps = Object.keys(intermediateValues)
    .map(Number)
    .sort((a, b) => a - b)
  return steps.map((step) => intermediateValues[step] as number)
}
