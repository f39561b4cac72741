import type { Trial } from "@parzen/core"
import { breathe, isTrialPruned, TrialPruned } from "@parzen/core"
import type { Data, FitResult, FoldReport, Split } from "@parzen/model-selection"
import { FoldsInStep, mean, runInLanes } from "@parzen/model-selection"
import type { FitHooks, SearchSession } from "../search-session.ts"
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

/** The score of one fold of a candidate. */
type ScoreFold = (fold: number, onStep?: FitHooks["onStep"]) => Promise<number>

/** The mean test score of a trial's candidate. Its folds are kept as the trial's user attribute. */
export function searchObjective<X extends Data, Y>(
  session: SearchSession<X, Y>,
  { space, splits, nTrials, isPruned, report, onFolds }: ObjectiveOptions,
): (trial: Trial) => Promise<number> {
  let nBegun = 0
  const scoreOf = (test: FitResult["test"]): number =>
    test?.[session.refitMetric ?? session.metrics[0] ?? "score"] ?? session.errorScore
  return async (trial) => {
    const params = space.suggest(trial)
    const place = { candidate: nBegun++, nCandidates: nTrials, nSplits: splits.length }
    const folds = new Array<FitResult | undefined>(splits.length).fill(undefined)
    const scoreFold: ScoreFold = async (i, onStep) => {
      const { signal } = trial
      signal.throwIfAborted()
      const fold = await session.fit(params, splits[i] as Split, { ...place, split: i }, { signal, onStep })
      folds[i] = fold
      return scoreOf(fold.test)
    }
    const keep = (): void => {
      trial.setUserAttr(FOLDS, foldsToJson(folds))
      onFolds(trial.number, folds)
    }
    try {
      const scores =
        report === "step"
          ? await scoresInStep(trial, splits.length, scoreFold, scoreOf)
          : await scoresInTurn(trial, splits.length, scoreFold, { isPruned, report })
      keep()
      return mean(scores)
    } catch (error) {
      if (isTrialPruned(error)) keep()
      throw error
    }
  }
}

/** Fold after fold, each reported when it has ended. @throws `TrialPruned` */
async function scoresInTurn(
  trial: Trial,
  nFolds: number,
  scoreFold: ScoreFold,
  { isPruned, report }: Pick<ObjectiveOptions, "isPruned" | "report">,
): Promise<number[]> {
  const scores: number[] = []
  for (let i = 0; i < nFolds; i++) {
    const score = await scoreFold(i)
    scores.push(score)
    trial.report(report === "fold" ? score : mean(scores), i)
    if (isPruned && i + 1 < nFolds && (await trial.shouldPrune())) throw new TrialPruned(`pruned after fold ${i}`)
    await breathe()
  }
  return scores
}

/** All folds side by side, each step of their training reported. @throws `TrialPruned` */
async function scoresInStep(
  trial: Trial,
  nFolds: number,
  scoreFold: ScoreFold,
  scoreOf: (test: FitResult["test"]) => number,
): Promise<number[]> {
  const inStep = new FoldsInStep(trial, nFolds)
  const scores = new Array<number>(nFolds)
  const run = async (i: number): Promise<void> => {
    try {
      const score = await scoreFold(i, (step, test) => inStep.ended(i, step, scoreOf(test)))
      scores[i] = score
      inStep.finished(i, score)
    } catch (error) {
      inStep.abandon(error)
      throw error
    }
  }
  await runInLanes(nFolds, nFolds, run, trial.signal)
  return scores
}
