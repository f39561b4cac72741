import { createStudy, setVerbosity, ThresholdPruner, TPESampler } from "@parzen/core"
import { KFold, StratifiedKFold } from "@parzen/model-selection"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { CvOptions } from "../../src/index.ts"
import { cv, DMatrix, xgboostObjective, xgboostPruningCallback, xgboostSpace } from "../../src/index.ts"
import { X, y } from "../iris.ts"

const data = new DMatrix(X, { label: y })
const params = { objective: "multi:softprob", num_class: 3, max_depth: 2, eta: 0.5, nthread: 1, eval_metric: "merror" }
const common: CvOptions = { params, dtrain: data, numBoostRound: 6 }

beforeAll(() => setVerbosity("error"))
afterAll(() => data.dispose())

describe("cv", () => {
  it("answers mean and deviation of each round, of the rows trained on and of the others", async () => {
    const result = await cv(common)
    expect(Object.keys(result)).toEqual([
      "train-merror-mean",
      "train-merror-std",
      "test-merror-mean",
      "test-merror-std",
    ])
    for (const values of Object.values(result)) expect(values).toHaveLength(6)
    expect(result["test-merror-mean"]?.at(-1)).toBeLessThan(0.12)
  })

  it("takes the same folds for the same seed, those of a splitter, and those that it is given", async () => {
    expect(await cv({ ...common, seed: 4 })).toEqual(await cv({ ...common, seed: 4 }))
    expect(await cv({ ...common, seed: 5 })).not.toEqual(await cv({ ...common, seed: 4 }))
    const splitter = new StratifiedKFold({ nSplits: 3, shuffle: true, randomState: 4 })
    expect(await cv({ ...common, folds: splitter })).toEqual(await cv({ ...common, seed: 4, stratified: true }))
    const given = Array.from(new KFold({ nSplits: 4, shuffle: true, randomState: 1 }).split(X))
    expect(await cv({ ...common, folds: given })).toEqual(
      await cv({ ...common, folds: new KFold({ nSplits: 4, shuffle: true, randomState: 1 }) }),
    )
  })

  it("ends with the best round where it is stopped early", async () => {
    const result = await cv({
      ...common,
      params: { ...params, eval_metric: "mlogloss" },
      numBoostRound: 300,
      earlyStoppingRounds: 3,
    })
    const means = result["test-mlogloss-mean"] ?? []
    expect(means.length).toBeLessThan(297)
    expect(means.at(-1)).toBe(Math.min(...means))
  })

  it("is pruned by the mean of the folds", async () => {
    const study = await createStudy({ pruner: new ThresholdPruner({ upper: -1 }) })
    await study.optimize(
      async (trial) => {
        await cv({ ...common, callbacks: [xgboostPruningCallback(trial, "test-merror")] })
        return 0
      },
      { nTrials: 1 },
    )
    const result = await cv({ ...common, numBoostRound: 1 })
    expect(study.trials[0]).toMatchObject({
      state: "pruned",
      intermediateValues: { 0: result["test-merror-mean"]?.[0] },
    })
  })

  it("deals out whole groups of a ranking", async () => {
    using ranking = new DMatrix(X, { label: y, group: new Array<number>(30).fill(5) })
    const result = await cv({
      params: { objective: "rank:ndcg", nthread: 1 },
      dtrain: ranking,
      nfold: 5,
      numBoostRound: 3,
    })
    expect(Object.keys(result)).toContain("test-ndcg@32-mean")
    await expect(cv({ ...common, dtrain: ranking, nfold: 31 })).rejects.toThrow("the number of groups")
  })

  it.each<[string, object, string]>([
    ["a fold alone", { nfold: 1 }, "INVALID_ARGUMENT"],
    ["more folds than rows", { nfold: 151 }, "INVALID_ARGUMENT"],
    ["rows that there are not", { folds: [[[0, 1], [150]]] }, "INVALID_DATA"],
    ["an unknown parameter", { params: { ...params, etha: 1 } }, "UNKNOWN_PARAMETER"],
    ["an unknown metric", { metrics: "nothing" }, "XGBOOST_ERROR"],
    ["no data", { dtrain: undefined }, "INVALID_ARGUMENT"],
  ])("refuses %s", async (_, options, code) => {
    await expect(cv({ ...common, ...options })).rejects.toMatchObject({ code })
  })
})

describe("xgboostObjective", () => {
  it("cross-validates the default space but what is fixed, keeps the number of rounds, and gives the mean of the best round", async () => {
    const study = await createStudy({ sampler: new TPESampler({ seed: 1 }) })
    const objective = xgboostObjective(data, { params, nfold: 3, numBoostRound: 20, earlyStoppingRounds: 3 })
    await study.optimize(objective, { nTrials: 4 })
    for (const { value, params: tried, userAttrs } of study.trials) {
      expect(value).toBeLessThan(0.5)
      expect([...Object.keys(tried), "eta", "max_depth"].sort()).toEqual(Object.keys(xgboostSpace()).sort())
      expect(userAttrs["rounds"]).toBeGreaterThan(0)
    }
  })

  it("is pruned per round", async () => {
    const study = await createStudy({ pruner: new ThresholdPruner({ upper: -1, nWarmupSteps: 2 }) })
    await study.optimize(xgboostObjective(data, { params, nfold: 3, numBoostRound: 20 }), { nTrials: 2 })
    for (const { state, intermediateValues } of study.trials)
      expect([state, Object.keys(intermediateValues).length]).toEqual(["pruned", 3])
  })
})
