import type { TrialLike } from "@parzen/core"
import { ParzenError, TrialPruned } from "@parzen/core"
import { mean } from "../mean.ts"
import type { FoldReport } from "./cross-validate-options.ts"
import type { FitResult } from "./fit-and-score.ts"

/** Reports folds to a trial in order, whatever order they end in, and asks its pruner after each but the last. */
export class FoldReporter {
  readonly #trial: TrialLike
  readonly #results: readonly (FitResult | undefined)[]
  readonly #report: FoldReport
  readonly #errorScore: number | "raise"
  readonly #scores: number[] = []
  #reporting: Promise<void> = Promise.resolve()

  /** `results` has an item for each fold, `undefined` until the fold has ended. */
  constructor(
    trial: TrialLike,
    results: readonly (FitResult | undefined)[],
    report: FoldReport,
    errorScore: number | "raise",
  ) {
    this.#trial = trial
    this.#results = results
    this.#report = report
    this.#errorScore = errorScore
  }

  /** Reports what has ended and was not reported. @throws `TrialPruned`; INVALID_ARGUMENT for several metrics */
  update(): Promise<void> {
    this.#reporting = this.#reporting.then(() => this.#reportEnded())
    return this.#reporting
  }

  async #reportEnded(): Promise<void> {
    for (;;) {
      const fold = this.#scores.length
      const result = this.#results[fold]
      if (result === undefined) return
      const score = onlyScore(result.test, this.#errorScore)
      this.#scores.push(score)
      this.#trial.report(this.#report === "fold" ? score : mean(this.#scores), fold)
      // After the last fold nothing is left to save.
      if (fold + 1 < this.#results.length && (await this.#trial.shouldPrune())) {
        throw new TrialPruned(`pruned after fold ${fold}`)
      }
    }
  }
}

/** The score of the one metric. @throws INVALID_ARGUMENT for several metrics */
export function onlyScore(test: FitResult["test"], errorScore: number | "raise"): number {
  if (test === undefined) return errorScore as number
  const [score, ...more] = Object.values(test)
  if (score !== undefined && more.length === 0) return score
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `trial: takes one metric to report, scoring has ${Object.keys(test).join(", ")}`,
  )
}
