import { createStudy, setVerbosity, ThresholdPruner } from "@parzen/core"
import { KFold } from "@parzen/model-selection"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { CvOptions } from "../../src/index.ts"
import { cv, Dataset, lightgbmPruningCallback } from "../../src/index.ts"
import { at, table } from "../table.ts"

const X = table(150, 4, 3, false)
const label = X.map((_, row) => Number(at(X, row, 0) + 40 * (row % 3) > 90))
const trainSet = new Dataset(X, { label })
const params = { objective: "binary", num_leaves: 4, num_threads: 1, verbosity: -1 }
const common: CvOptions = { params, trainSet, numBoostRound: 5, nfold: 3 }

beforeAll(() => setVerbosity("error"))
afterAll(() => trainSet.dispose())

describe("cv", () => {
  it("takes the same folds for the same seed, those of a splitter, and those that it is given", async () => {
    expect(await cv({ ...common, seed: 4 })).toEqual(await cv({ ...common, seed: 4 }))
    expect(await cv({ ...common, seed: 5 })).not.toEqual(await cv({ ...common, seed: 4 }))
    const splitter = (): KFold => new KFold({ nSplits: 4, shuffle: true, randomState: 1 })
    expect(await cv({ ...common, folds: Array.from(splitter().split(X)) })).toEqual(
      await cv({ ...common, folds: splitter() }),
    )
  })

  it("is pruned by the mean of the folds", async () => {
    const study = await createStudy({ pruner: new ThresholdPruner({ upper: -1 }) })
    await study.optimize(
      async (trial) => {
        await cv({ ...common, callbacks: [lightgbmPruningCallback(trial, "binary_logloss")] })
        return 0
      },
      { nTrials: 1 },
    )
    const means = (await cv({ ...common, numBoostRound: 1 }))["valid binary_logloss-mean"]
    expect(study.trials[0]).toMatchObject({ state: "pruned", intermediateValues: { 0: means?.[0] } })
  })

  it("is ended by its signal, and trains again on the same data", async () => {
    const signal = AbortSignal.timeout(20)
    await expect(cv({ ...common, numBoostRound: 1e6, signal })).rejects.toMatchObject({ name: "TimeoutError" })
    expect((await cv(common))["valid binary_logloss-mean"]).toHaveLength(5)
  })

  it.each<[string, object, string]>([
    ["a fold alone", { nfold: 1 }, "INVALID_ARGUMENT"],
    ["more folds than rows", { nfold: 151 }, "INVALID_ARGUMENT"],
    ["rows that there are not", { folds: [[[0, 1], [150]]] }, "INVALID_DATA"],
    ["an unknown parameter", { params: { ...params, etha: 1 } }, "UNKNOWN_PARAMETER"],
    ["an unknown metric", { metrics: "nothing" }, "INVALID_ARGUMENT"],
    ["no data", { trainSet: undefined }, "INVALID_DATA"],
  ])("refuses %s", async (_, options, code) => {
    await expect(cv({ ...common, ...options })).rejects.toMatchObject({ code })
  })
})
