import { StratifiedKFold, KFold } from "@parzen/model-selection"
import { ParzenSearchCV, RandomizedSearchCV } from "@parzen/search-cv"
import { wilcoxon } from "@parzen/core/math"
import { median } from "../median.ts"
import { say } from "../process.ts"
import type { Task } from "./tasks.ts"

export const SEEDS = 30
export const N_TRIALS = 40
const FOLDS = 3

/** The best scores of both searches over the seeds. */
export interface Duel {
  readonly task: string
  readonly parzen: readonly number[]
  readonly randomized: readonly number[]
  readonly parzenWins: number
  readonly randomizedWins: number
  readonly medianDifference: number
  /** Of the one-sided signed-rank test (Wilcoxon 1945) that ParzenSearchCV's scores are greater. */
  readonly pGreater: number
  /** Of the test that they are less. */
  readonly pLess: number
}

/** Both searches with the same number of candidates on the same folds, once for each seed. */
export async function duel(task: Task): Promise<Duel> {
  const parzen: number[] = []
  const randomized: number[] = []
  for (let seed = 0; seed < SEEDS; seed++) {
    const Folds = task.estimator.estimatorType === "classifier" ? StratifiedKFold : KFold
    const cv = new Folds({ nSplits: FOLDS, shuffle: true, randomState: seed })
    const options = { scoring: task.scoring, cv, refit: false, randomState: seed } as const
    const search = new ParzenSearchCV(task.estimator, task.space, { ...options, nTrials: N_TRIALS })
    parzen.push((await search.fit(task.X, task.y)).bestScore)
    const random = new RandomizedSearchCV(task.estimator, task.space, { ...options, nIter: N_TRIALS })
    randomized.push((await random.fit(task.X, task.y)).bestScore)
    if (seed % 10 === 9) say(`${task.name}: ${seed + 1} of ${SEEDS} seeds`)
  }
  const differences = parzen.map((score, i) => score - (randomized[i] as number))
  return {
    task: task.name,
    parzen,
    randomized,
    parzenWins: differences.filter((difference) => difference > 0).length,
    randomizedWins: differences.filter((difference) => difference < 0).length,
    medianDifference: median(differences),
    pGreater: wilcoxon(differences, "greater"),
    pLess: wilcoxon(differences, "less"),
  }
}
