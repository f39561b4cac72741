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
import { assertThrows } from "@parzen/core/testing"
import type { Label } from "@parzen/model-selection"
import { accuracyScore, crossValScore, KFold, r2Score, ShuffleSplit, StratifiedKFold } from "@parzen/model-selection"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { RandomForestObjectiveOptions } from "../src/index.ts"
import {
  RandomForestClassifier,
  randomForestObjective,
  RandomForestRegressor,
  randomForestSpace,
} from "../src/index.ts"
import { hard, names, widths, X, y } from "./iris.ts"

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

  it("leaves out of its default space what is fixed", async () => {
    const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 0 }) })
    await study.optimize(randomForestObjective(hard.X, hard.y, { cv: 2, params: { nEstimators: 2, maxFeatures: 1 } }), {
      nTrials: 1,
    })
    expect(Object.keys(study.bestParams)).toEqual(["maxDepth", "minNumSamples", "gainThreshold", "bootstrap"])
  })

  it("scores one class as scikit-learn does: every forest is right", async () => {
    const objective = randomForestObjective(X.slice(0, 50), y.slice(0, 50), { space: quick })
    expect(await objective(new FixedTrial({ nEstimators: 2 }))).toBe(1)
  })

  it("fails a trial whose score is NaN", async () => {
    const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 0 }) })
    const scoring = () => (study.trials.length === 1 ? NaN : 0.5)
    const objective = randomForestObjective(hard.X, hard.y, { cv: 2, space: quick, scoring })
    setVerbosity("silent")
    await study.optimize(objective, { nTrials: 2 })
    setVerbosity("warning")
    expect(study.trials.map(({ state }) => state)).toEqual(["fail", "complete"])
    expect(study.bestTrial.number).toBe(1)
  })

  it("refuses wrong data and options when it is made", () => {
    const make =
      (options: object, data: readonly [number[][], Label[]] = [X, y]) =>
      () =>
        randomForestObjective(data[0], data[1], options as RandomForestObjectiveOptions)
    assertThrows(make({}, [X, y.slice(1)]), "INVALID_DATA", /X has 150 rows and y has 149/)
    assertThrows(
      make({}, [
        [[1], [2, 3]],
        [0, 1],
      ]),
      "INVALID_DATA",
      /row 1 has 2 columns/,
    )
    assertThrows(
      make({ cv: 2 }, [
        [[1], [2]],
        [0, 0.5],
      ]),
      "INVALID_DATA",
      /row 1 is 0\.5/,
    )
    assertThrows(
      make({ cv: 2 }, [
        [[1], [2]],
        [0, 1],
      ]),
      "INVALID_DATA",
      /more than the rows of any class/,
    )
    assertThrows(make({ cv: 1 }), "INVALID_ARGUMENT", /nSplits/)
    assertThrows(make({ params: { maxSamples: 5 } }), "INVALID_ARGUMENT", /'maxSamples'/)
    assertThrows(make({ space: { maxSamples: int(1, 5) } }), "INVALID_ARGUMENT", /'maxSamples'/)
    assertThrows(make({ space: { maxFeatures: float(0.1, 2) } }), "INVALID_ARGUMENT", /'maxFeatures'.*got 2/)
    assertThrows(make({ space: { seed: int(0, 5) } }), "INVALID_ARGUMENT", /luck is not searched/)
    assertThrows(make({ space: quick, params: { nEstimators: 5 } }), "INVALID_ARGUMENT", /in space and in params/)
    assertThrows(make({ seed: -1 }), "INVALID_ARGUMENT", /'seed'/)
    assertThrows(make({ scoring: "acuracy" }), "UNKNOWN_SCORER", /'acuracy' is none of/)
    assertThrows(make({ scoring: accuracyScore }), "INVALID_ARGUMENT", /makeScorer\(accuracyScore\) is a scorer/)
    assertThrows(
      make({ task: "clustering" }),
      "INVALID_ARGUMENT",
      /task: is 'classification' or 'regression', got 'clu/,
    )
    assertThrows(
      make({ space: { maxDepth: 3 } }),
      "INVALID_ARGUMENT",
      /'maxDepth': is searched in a distribution.*got 3/,
    )
    assertThrows(make({ space: { maxDepth: null } }), "INVALID_ARGUMENT", /got null/)
    assertThrows(make({ space: 5 }), "INVALID_ARGUMENT", /space: takes an object of distributions, got 5/)
    assertThrows(make({ groups: [1] }), "INVALID_DATA", /X has 150 rows and groups has 1/)
    assertThrows(make({ report: "last" }), "INVALID_ARGUMENT", /report: takes 'mean' or 'fold', got 'last'/)
    assertThrows(make({}, [X, X.map(([length = 0]) => length)]), "INVALID_DATA", /row 0 is 5\.1; .* task: "regression"/)
    assertThrows(make({}, [X, null as unknown as Label[]]), "INVALID_DATA", /y: takes an array .* got null/)
    assertThrows(make({ folds: 5 }), "INVALID_ARGUMENT", /'folds': is none of the options task, cv, groups/)
    assertThrows(make({ params: { oobScore: true } }), "INVALID_ARGUMENT", /is an option of the objective/)
    assertThrows(make({ params: { aggregation: "mean" } }), "INVALID_ARGUMENT", /'aggregation'/)
    assertThrows(make({ space: { minNumSamples: float(0, 0.5) } }), "INVALID_ARGUMENT", /'minNumSamples'.*got 0/)
    assertThrows(make({}, [X.slice(0, 3), y.slice(0, 3)]), "INVALID_DATA", /5 folds need as many rows .* X has 3/)
    assertThrows(make({}, [[], []]), "INVALID_DATA", /needs rows and columns/)
  })
})

describe("randomForestObjective of a regression", () => {
  const task = "regression"

  it("answers the mean R² over plain folds", async () => {
    const objective = randomForestObjective(widths.X, widths.y, {
      task,
      seed: 5,
      space: quick,
      params: { maxDepth: 3 },
    })
    const forest = (fold: number) => new RandomForestRegressor({ nEstimators: 4, maxDepth: 3, seed: 5 + fold })
    const scores = await crossValScore(forest, widths.X, widths.y, { cv: new KFold() })
    expect(await objective(new FixedTrial({ nEstimators: 4 }))).toBeCloseTo(
      scores.reduce((sum, score) => sum + score) / 5,
      15,
    )
  })

  it("finds a good forest with TPE in its default space", { timeout: 60_000 }, async () => {
    const study = await createStudy({ direction: "maximize", sampler: new TPESampler({ seed: 42 }) })
    const cv = new KFold({ nSplits: 3, shuffle: true, randomState: 0 })
    const objective = randomForestObjective(widths.X, widths.y, { task, cv, params: { nEstimators: 10 } })
    await study.optimize(objective, { nTrials: 12 })
    expect(study.bestValue).toBeGreaterThan(0.9)
    const { nEstimators: _, ...searched } = randomForestSpace({ task })
    expect(Object.keys(study.bestParams)).toEqual(Object.keys(searched))
    expect(searched).not.toHaveProperty("gainThreshold")
    expect(new RandomForestRegressor().withParams(study.bestParams).fit(widths.X, widths.y).predict([])).toEqual([])
  })

  it("takes any scorer, whole numbers and the aggregation as a choice", async () => {
    const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 0 }) })
    const objective = randomForestObjective(X, y, {
      task,
      cv: 2,
      params: { nEstimators: 3 },
      space: { aggregation: categorical(["mean", "median"]) },
      scoring: async (forest, X, y) => r2Score(y, await forest.predict(X)) - 1,
    })
    await study.optimize(objective, { nTrials: 2 })
    expect(study.bestValue).toBeLessThan(0)
  })

  it("lets a pruner end a hopeless trial after a fold", async () => {
    const pruner = new MedianPruner({ nStartupTrials: 2 })
    const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 0 }), pruner })
    const cv = new KFold({ shuffle: true, randomState: 0 })
    const space = { minNumSamples: int(1, 150) }
    const objective = randomForestObjective(widths.X, widths.y, { task, cv, space, params: { nEstimators: 3 } })
    for (const minNumSamples of [2, 3, 149]) await study.enqueueTrial({ minNumSamples })
    await study.optimize(objective, { nTrials: 3 })
    expect(study.trials.map(({ state }) => state)).toEqual(["complete", "complete", "pruned"])
  })

  it("refuses wrong data and options when it is made", () => {
    const make = (options: object, X: number[][] = widths.X, y: unknown[] = widths.y) => {
      return () => randomForestObjective(X, y as number[], { task, ...options } as { readonly task: "regression" })
    }
    assertThrows(make({}, widths.X, ["a", ...widths.y.slice(1)]), "INVALID_DATA", /y: takes finite numbers, row 0 is a/)
    assertThrows(make({}, widths.X, [...widths.y.slice(1), NaN]), "INVALID_DATA", /row 149 is NaN/)
    assertThrows(make({}, widths.X.slice(1)), "INVALID_DATA", /X has 149 rows and y has 150/)
    assertThrows(make({}, widths.X.slice(0, 4), widths.y.slice(0, 4)), "INVALID_DATA", /5 folds .* X has 4/)
    assertThrows(make({ space: { gainThreshold: float(0, 1) } }), "INVALID_ARGUMENT", /predicts numbers takes none/)
    assertThrows(make({ params: { gainThreshold: 0 } }), "INVALID_ARGUMENT", /predicts numbers takes none/)
  })
})

describe("randomForestObjective out of bag", () => {
  it("answers the out-of-bag score of one forest on all rows", async () => {
    const objective = randomForestObjective(hard.X, names.slice(50), {
      oobScore: true,
      seed: 9,
      space: { maxDepth: int(1, 4) },
    })
    const forest = new RandomForestClassifier({ maxDepth: 2, seed: 9, oobScore: true }).fit(hard.X, names.slice(50))
    expect(await objective(new FixedTrial({ maxDepth: 2 }))).toBe(forest.oobScore)
    const regression = randomForestObjective(widths.X, widths.y, { task: "regression", oobScore: true, space: {} })
    const regressor = new RandomForestRegressor({ oobScore: true }).fit(widths.X, widths.y)
    expect(await regression(new FixedTrial({}))).toBe(regressor.oobScore)
  })

  it("gives scorers the out-of-bag predictions, probabilities and classes", async () => {
    const forest = new RandomForestClassifier({ seed: 42, oobScore: true }).fit(hard.X, hard.y)
    const objective = randomForestObjective(hard.X, hard.y, {
      oobScore: true,
      space: {},
      scoring: async (estimator, X, y) => {
        expect([X, y]).toEqual([hard.X, hard.y])
        expect(await estimator.predict(X)).toEqual(forest.oobPredictions)
        expect(await estimator.predictProba?.(X)).toEqual(forest.oobProba)
        expect(estimator.classes).toEqual([1, 2])
        expect(estimator.estimatorType).toBe("classifier")
        return 0.25
      },
    })
    expect(await objective(new FixedTrial({}))).toBe(0.25)
  })

  it("searches forests of enough trees by default", { timeout: 60_000 }, async () => {
    const study = await createStudy({ direction: "maximize", sampler: new TPESampler({ seed: 1 }) })
    await study.optimize(randomForestObjective(X, y, { oobScore: true }), { nTrials: 8 })
    expect(study.bestValue).toBeGreaterThan(0.93)
    expect(study.trials.map(({ state }) => state)).toEqual(Array(8).fill("complete"))
    for (const { params } of study.trials) expect(params["nEstimators"]).toBeGreaterThanOrEqual(50)
    expect(study.bestParams).not.toHaveProperty("bootstrap")
  })

  it("gives each trial its own luck if the seed is a function", async () => {
    const seed = (trial: number) => 1000 + trial
    const objective = randomForestObjective(hard.X, hard.y, { oobScore: true, seed, space: { maxDepth: int(1, 4) } })
    const forest = new RandomForestClassifier({ maxDepth: 4, seed: 1003, oobScore: true }).fit(hard.X, hard.y)
    expect(await objective(new FixedTrial({ maxDepth: 4 }, { number: 3 }))).toBe(forest.oobScore)
  })

  it("fails loudly with too few trees for the rows", async () => {
    const study = await createStudy({ direction: "maximize" })
    const objective = randomForestObjective(X, y, { oobScore: true, space: {}, params: { nEstimators: 2 } })
    setVerbosity("silent")
    await expect(study.optimize(objective, { nTrials: 2 })).rejects.toMatchObject({ code: "NEVER_OUT_OF_BAG" })
    setVerbosity("warning")
    expect(study.trials.map(({ state }) => state)).toEqual(["fail"])
  })

  it("refuses what has no use, and forests without bags", () => {
    const make = (options: object) => () => randomForestObjective(X, y, { oobScore: true, ...options })
    assertThrows(make({ cv: 5 }), "INVALID_ARGUMENT", /'cv': has no use with oobScore/)
    assertThrows(make({ groups: y }), "INVALID_ARGUMENT", /'groups'/)
    assertThrows(make({ report: "fold" }), "INVALID_ARGUMENT", /'report'/)
    assertThrows(make({ params: { bootstrap: false } }), "INVALID_ARGUMENT", /'oobScore': needs bootstrap/)
    assertThrows(make({ space: randomForestSpace() }), "INVALID_ARGUMENT", /'oobScore': needs bootstrap/)
    assertThrows(make({ oobScore: "yes" }), "INVALID_ARGUMENT", /'oobScore': takes true or false, got 'yes'/)
  })
})
