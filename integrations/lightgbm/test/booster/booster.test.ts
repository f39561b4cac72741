import { createStudy, setVerbosity, ThresholdPruner } from "@parzen/core"
import { beforeAll, describe, expect, it } from "vitest"
import { Booster, Dataset, lightgbmPruningCallback, train } from "../../src/index.ts"
import { at, table } from "../table.ts"

const X = table(200, 4, 5, false)
const label = X.map((_, i) => Number(at(X, i, 0) > 60))
const params = { objective: "binary", num_threads: 1, verbosity: -1 }

beforeAll(() => setVerbosity("error"))

describe("Booster", () => {
  it.each([
    ["an unknown parameter", { numleaves: 3 }, "UNKNOWN_PARAMETER"],
    ["an unknown objective", { objective: "binry" }, "LIGHTGBM_ERROR"],
    ["an unknown metric", { metric: "acu" }, "INVALID_ARGUMENT"],
    ["threads without end", { num_threads: 100_000 }, "INVALID_ARGUMENT"],
    ["two names of one parameter", { eta: 0.1, learning_rate: 0.2 }, "INVALID_ARGUMENT"],
    ["a value out of range", { num_leaves: 1 }, "LIGHTGBM_ERROR"],
  ])("refuses %s before the first round", async (_, more, code) => {
    using trainSet = new Dataset(X, { label })
    await expect(train({ params: { ...params, ...more }, trainSet })).rejects.toMatchObject({ code })
  })

  it("is the same after saving, and refuses texts that are no models", async () => {
    using trainSet = new Dataset(X, { label })
    const { booster } = await train({ params, trainSet, numBoostRound: 3 })
    const text = booster.modelToString()
    using loaded = Booster.fromString(text)
    expect(loaded.predictSync(X)).toEqual(await booster.predict(X))
    booster.dispose()
    for (const broken of ["", "tree", text.slice(0, 900), text.replace(/left_child=.*/, "left_child=99")])
      expect(() => Booster.fromString(broken)).toThrow(expect.objectContaining({ code: "INVALID_MODEL" }) as Error)
    await expect(Booster.load("/nowhere")).rejects.toMatchObject({ code: "INVALID_MODEL" })
    await expect(loaded.update()).rejects.toMatchObject({ code: "NO_TRAINING_DATA" })
    expect(() => loaded.predictSync([[1]])).toThrow("1 columns")
  })

  it("is pruned, and names the metrics that there are", async () => {
    using trainSet = new Dataset(X, { label })
    const study = await createStudy({ pruner: new ThresholdPruner({ upper: 0 }) })
    const objective = (metric: string) => async (trial: Parameters<typeof lightgbmPruningCallback>[0]) => {
      const callbacks = [lightgbmPruningCallback(trial, metric, { validName: "training" })]
      const { history } = await train({ params, trainSet, validSets: [trainSet], callbacks })
      return Object.keys(history).length
    }
    await study.optimize(objective("binary_logloss"), { nTrials: 1 })
    expect(study.trials[0]?.state).toBe("pruned")
    await expect(study.optimize(objective("auc"), { nTrials: 1 })).rejects.toMatchObject({ code: "METRIC_MISSING" })
  })
})
