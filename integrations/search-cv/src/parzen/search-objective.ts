import type { Trial } from "@parzen/core"
import { breathe, TrialPruned } from "@parzen/core"
import type { Data, FitResult, FoldReport, Split } from "@parzen/model-selection"
import { mean } from "@parzen/model-selection"
import type { SearchSession } from "../search-session.ts"
import type { CandidateSpace } from "./candidate-space.ts"
import { FOLDS, foldsToJson } from "./fold-record.ts"

/** How {@link searchObjective} evaluates a candidate. */
export interface ObjectiveOptions {
  readonly space: CandidateSpace
  readonly splits: readonly Split[]
  /** How many candidates the search is going to try. */
  readonly nTrials: number
  /** Whether there is a pruner to ask. */
  readonly isPruned: boolean
  readonly report: FoldReport
  /** Hears the folds of each candidate that was evaluated. */
  readonly onFolds: (trial: number, folds: readonly (FitResult | undefined)[]) => void
}

/** The mean test score of a trial's candidate. Its folds are kept as the trial's user attribute. */
export function searchObjective<X extends Data, Y>(
  session: SearchSession<X, Y>,
  { space, splits, nTrials, isPruned, report, onFolds }: ObjectiveOptions,
): (trial: Trial) => Promise<number> {
  let nBegun = 0
  return async (trial) => {
    const params = space.suggest(trial)
    const place = { candidate: nBegun++, nCandidates: nTrials, nSplits: splits.length }
    const folds = new Array<FitResult | undefined>(splits.length).fill(undefined)
    const scores: number[] = []
    const keep = (): void => {
      trial.setUserAttr(FOLDS, foldsToJson(folds))
      onFolds(trial.number, folds)
    }
    for (const [i, split] of splits.entries()) {
      const { signal } = trial
      signal.throwIfAborted()
      const fold = await session.fit(params, split, { ...place, split: i }, signal)
      folds[i] = fold
      const score = fold.test?.[session.refitMetric ?? session.metrics[0] ?? "score"] ?? session.errorScore
      scores.push(score)
      trial.report(report === "fold" ? score : mean(scores), i)
      if (isPruned && i + 1 < splits.length && (await trial.shouldPrune())) {
        keep()
        throw new TrialPruned(`pruned after fold ${i}`)
      }
      await breathe()
    }
    keep()
    return mean(scores)
  }
}
