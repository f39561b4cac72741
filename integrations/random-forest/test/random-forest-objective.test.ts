import {
  categorical,
  createStudy,
  FixedTrial,
  float,
  int,
  MedianPruner,
  NopPruner,
  RandomSampler,
  setVerbosity,
  TPESampler,
} from "@parzen/core"
import type { Label } from "@parzen/model-selection"
import { crossValScore, ShuffleSplit, StratifiedKFold } from "@parzen/model-selection"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { RandomForestObjectiveOptions } from "../src/index.ts"
import { RandomForestClassifier, randomForestObjective, randomForestSpace } from "../src/index.ts"
import { hard, names, X, y } from "./iris.ts"
import { expectThrows } from "./throws.ts"

beforeAll(() => setVerbosity("warning"))
afterAll(() => setVerbosity("info"))

const quick = { nEstimators: int(2, 8) }

describe("randomForestObjective", () => {
  it("answers the mean accuracy over the folds, each with a seed of its own", async () => {
    const cv = new StratifiedKFold({ shuffle: true, randomState: 0 })
    const objective = randomForestObjective(hard.X, hard.y, { cv, seed: 5, space: quick, params: { maxDepth: 2 } })
    const value = await objective(new FixedTrial({ nEstimators: 4 }))
    const forest = (fold: number) => new RandomForestClassifier({ nEstimators: 4, maxDepth: 2, seed: 5 + fold })
    const scores = await crossValScore(forest, hard.X, hard.y, { cv })
    expect(value).toBeCloseTo(scores.reduce((sum, score) => sum + score) / 5, 15)
  })

  it("finds a good forest with TPE in its default space", { timeout: 60_000 }, async () => {
    const study = await createStudy({ direction: "maximize", sampler: new TPESampler({ seed: 42 }) })
    await study.optimize(randomForestObjective(X, names), { nTrials: 15 })
    expect(study.bestValue).toBeGreaterThanOrEqual(0.94)
    expect(Object.keys(study.bestParams)).toEqual(Object.keys(randomForestSpace()))
    const best = new RandomForestClassifier().withParams(study.bestParams).fit(X, names)
    expect(best.params).toEqual(study.bestParams)
  })

  it("gives the same study again from the same seeds", async () => {
    const values = async () => {
      const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 1 }) })
      await study.optimize(randomForestObjective(hard.X, hard.y, { space: quick }), { nTrials: 5 })
      return study.trials.map(({ value, params }) => ({ value, params }))
    }
    expect(await values()).toEqual(await values())
  })

  it("splits once: every trial sees the same folds, random ones too", async () => {
    const objective = randomForestObjective(hard.X, hard.y, {
      cv: new ShuffleSplit({ nSplits: 2 }),
      space: {},
      params: { nEstimators: 3 },
    })
    expect(await objective(new FixedTrial({}))).toBe(await objective(new FixedTrial({})))
  })

  it("gives each trial its own luck if the seed is a function", async () => {
    const seeds: number[][] = []
    const seed = (trial: number, fold: number) => {
      seeds.push([trial, fold])
      return 100 * trial + fold
    }
    const objective = randomForestObjective(hard.X, hard.y, { cv: 2, seed, space: quick })
    seeds.length = 0
    await objective(new FixedTrial({ nEstimators: 2 }, { number: 3 }))
    expect(seeds).toEqual([
      [3, 0],
      [3, 1],
    ])
  })

  it("takes a function in place of a space", async () => {
    const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 0 }) })
    const objective = randomForestObjective(hard.X, hard.y, {
      cv: 2,
      params: { nEstimators: 3 },
      space: (trial) =>
        trial.suggestCategorical("limit", ["depth", "samples"]) === "depth"
          ? { maxDepth: trial.suggestInt("maxDepth", 1, 4) }
          : { minNumSamples: trial.suggestFloat("share", 0.05, 0.3) },
    })
    await study.optimize(objective, { nTrials: 6 })
    expect(study.trials.map(({ state }) => state)).toEqual(Array(6).fill("complete"))
    expect(new Set(study.trials.map(({ params }) => Object.keys(params)[1]))).toEqual(new Set(["maxDepth", "share"]))
  })

  it("searches integers, floats and categories", async () => {
    const sampler = new TPESampler({ seed: 3, nStartupTrials: 4 })
    const study = await createStudy({ direction: "maximize", sampler, pruner: new NopPruner() })
    const space = {
      nEstimators: categorical([2, 4]),
      minNumSamples: float(0.01, 0.2, { log: true }),
      maxFeatures: categorical(["sqrt", "log2", 1]),
      bootstrap: categorical([true, false]),
    }
    await study.optimize(randomForestObjective(hard.X, hard.y, { cv: 2, space }), { nTrials: 8 })
    expect(study.trials.every(({ state }) => state === "complete")).toBe(true)
  })

  it("reports each fold and lets a pruner end a hopeless trial", async () => {
    const study = await createStudy({
      direction: "maximize",
      sampler: new RandomSampler({ seed: 0 }),
      pruner: new MedianPruner({ nStartupTrials: 3 }),
    })
    const objective = randomForestObjective(X, y, { space: { minNumSamples: int(1, 150) }, params: { nEstimators: 4 } })
    for (const minNumSamples of [2, 2, 2, 149]) await study.enqueueTrial({ minNumSamples })
    await study.optimize(objective, { nTrials: 4 })
    expect(study.trials.map(({ state }) => state)).toEqual(["complete", "complete", "complete", "pruned"])
    expect(Object.keys(study.trials[0]?.intermediateValues ?? {})).toEqual(["0", "1", "2", "3", "4"])
    expect(Object.keys(study.trials[3]?.intermediateValues ?? {})).toEqual(["0"])
  })

  it("refuses wrong data and options when it is made", () => {
    const make =
      (options: object, data: readonly [number[][], Label[]] = [X, y]) =>
      () =>
        randomForestObjective(data[0], data[1], options as RandomForestObjectiveOptions)
    expectThrows(make({}, [X, y.slice(1)]), "INVALID_DATA", /X has 150 rows and y has 149/)
    expectThrows(
      make({}, [
        [[1], [2, 3]],
        [0, 1],
      ]),
      "INVALID_DATA",
      /row 1 has 2 columns/,
    )
    expectThrows(
      make({ cv: 2 }, [
        [[1], [2]],
        [0, 0.5],
      ]),
      "INVALID_DATA",
      /row 1 is 0\.5/,
    )
    expectThrows(
      make({ cv: 2 }, [
        [[1], [2]],
        [0, 1],
      ]),
      "INVALID_DATA",
      /more than the rows of any class/,
    )
    expectThrows(make({ cv: 1 }), "INVALID_ARGUMENT", /nSplits/)
    expectThrows(make({ params: { maxSamples: 5 } }), "INVALID_ARGUMENT", /'maxSamples'/)
    expectThrows(make({ space: { maxSamples: int(1, 5) } }), "INVALID_ARGUMENT", /'maxSamples'/)
    expectThrows(make({ space: { maxFeatures: float(0.1, 2) } }), "INVALID_ARGUMENT", /'maxFeatures'.*got 2/)
    expectThrows(make({ space: { seed: int(0, 5) } }), "INVALID_ARGUMENT", /luck is not searched/)
    expectThrows(make({ space: quick, params: { nEstimators: 5 } }), "INVALID_ARGUMENT", /in space and in params/)
    expectThrows(make({ seed: -1 }), "INVALID_ARGUMENT", /'seed'/)
  })
})
