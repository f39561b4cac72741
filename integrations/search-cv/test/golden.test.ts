import { loguniform, StratifiedKFold } from "@parzen/model-selection"
import { describe, expect, test } from "vitest"
import type { BaseSearchCV } from "../src/index.ts"
import { GridSearchCV, HalvingGridSearchCV, HalvingRandomSearchCV, RandomizedSearchCV } from "../src/index.ts"
import { GaussianNB } from "./gaussian-nb.ts"
import { expectColumns, golden, recorded } from "./golden.ts"

const priors = [null, [0.2, 0.3, 0.5], [0.6, 0.2, 0.2]]
const varSmoothing = [1e-9, 0.01, 0.1, 1, 10]
const grid = { priors, var_smoothing: varSmoothing }
const bayes = new GaussianNB()
const { seed } = golden

const searches: Readonly<Record<string, () => BaseSearchCV<number[][], number>>> = {
  GridSearchCV: () => new GridSearchCV(bayes, grid),
  "GridSearchCV train scores": () =>
    new GridSearchCV(bayes, grid, {
      cv: new StratifiedKFold({ nSplits: 4, shuffle: true, randomState: seed }),
      returnTrainScore: true,
    }),
  "GridSearchCV many scorers": () =>
    new GridSearchCV(bayes, grid, {
      cv: 3,
      scoring: ["accuracy", "f1_macro", "neg_log_loss"],
      refit: "neg_log_loss",
    }),
  "GridSearchCV list of grids": () =>
    new GridSearchCV(bayes, [{ var_smoothing: [1e-9, 1] }, { priors: [[0.6, 0.2, 0.2]] }], { cv: 3 }),
  RandomizedSearchCV: () =>
    new RandomizedSearchCV(
      bayes,
      { priors: [null, [0.2, 0.3, 0.5]], var_smoothing: loguniform(1e-6, 10) },
      { nIter: 12, randomState: seed },
    ),
  "RandomizedSearchCV over lists": () => new RandomizedSearchCV(bayes, grid, { nIter: 7, randomState: seed }),
  "GridSearchCV error_score": () => new GridSearchCV(bayes, { var_smoothing: [1e-9, -1] }, { cv: 3, errorScore: -1 }),
  HalvingGridSearchCV: () => new HalvingGridSearchCV(bayes, grid, { cv: 3, randomState: seed }),
  HalvingRandomSearchCV: () =>
    new HalvingRandomSearchCV(
      bayes,
      { priors: [null, [0.2, 0.3, 0.5]], var_smoothing: loguniform(1e-6, 10) },
      { cv: 3, factor: 2, randomState: seed },
    ),
}

describe("scikit-learn 1.9.1's searches", () => {
  for (const [name, create] of Object.entries(searches)) {
    test(`${name} gives the same table and the same best candidate`, async () => {
      const search = await create().fit(golden.X, golden.y)
      const wanted = recorded(name)
      expectColumns(search.cvResults, wanted)
      expect(search.bestIndex).toBe(wanted.bestIndex)
      expect(search.bestParams).toEqual(wanted.bestParams)
      expect(search.bestScore).toBeCloseTo(wanted.bestScore, 12)
      if (search instanceof HalvingGridSearchCV || search instanceof HalvingRandomSearchCV) {
        const { nResources, nCandidates, nIterations, minResources, maxResources } = search
        expect({ nResources, nCandidates, nIterations, minResources, maxResources }).toEqual({
          nResources: wanted.nResources,
          nCandidates: wanted.nCandidates,
          nIterations: wanted.nIterations,
          minResources: wanted.minResources,
          maxResources: wanted.maxResources,
        })
      }
    })
  }
})
