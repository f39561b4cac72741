import { float, int, MedianPruner, setVerbosity, TPESampler } from "@parzen/core"
import { crossValScore } from "@parzen/model-selection"
import { GridSearchCV, ParzenSearchCV } from "@parzen/search-cv"
import { XGBClassifier, XGBRegressor } from "@parzen/xgboost"
import { describe, expect, it } from "vitest"
import { species, X, y } from "../iris.ts"

setVerbosity("error")
const widths = X.map((row) => row[3] as number)
const measures = X.map((row) => row.slice(0, 3))
const small = { n_estimators: 15, max_depth: 3, nthread: 1 }

describe("XGBClassifier", () => {
  it("tells the species apart, by labels of its own, with probabilities that sum to 1", async () => {
    const classifier = await new XGBClassifier<string>(small).fit(X, species)
    expect(classifier.classes).toEqual(["setosa", "versicolor", "virginica"])
    const predicted = await classifier.predict(X)
    expect(predicted.filter((name, i) => name === species[i]).length).toBeGreaterThan(145)
    for (const row of await classifier.predictProba(X)) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    const importances = classifier.featureImportances
    expect(importances).toHaveLength(4)
    expect(importances.reduce((a, b) => a + b)).toBeCloseTo(1, 10)
    expect(Math.max(...importances)).toBe(Math.max(...importances.slice(2)))
    classifier.dispose()
  })

  it("takes two classes of any kind: booleans, negative numbers", async () => {
    const [rows, isSetosa] = [X.slice(0, 100), y.slice(0, 100).map((code) => code === 0)]
    const booleans = await new XGBClassifier<boolean>(small).fit(rows, isSetosa)
    expect(await booleans.predict(rows)).toEqual(isSetosa)
    expect((await booleans.predictProba(rows)).every(([no = 0, yes = 0]) => Math.abs(no + yes - 1) < 1e-6)).toBe(true)
    const signs = isSetosa.map((is) => (is ? 1 : -1))
    const numbers = await new XGBClassifier<number>(small).fit(rows, signs)
    expect(await numbers.predict(rows)).toEqual(signs)
  })

  it("stops early on rows that it keeps back, and then predicts by the best round", async () => {
    const params = { ...small, n_estimators: 500, early_stopping_rounds: 5, validation_fraction: 0.2 }
    const classifier = await new XGBClassifier<string>(params).fit(X, species)
    const { booster } = classifier
    expect(booster.bestIteration).toBeLessThan(booster.numBoostedRounds - 1)
    expect(booster.numBoostedRounds).toBeLessThan(500)
    expect((await classifier.predict(X)).filter((name, i) => name === species[i]).length).toBeGreaterThan(140)
  })

  it("weighs rows", async () => {
    const sampleWeight = y.map((code) => (code === 0 ? 0 : 1))
    const classifier = await new XGBClassifier<string>(small).fit(X, species, { sampleWeight })
    expect(await classifier.predict(X)).not.toContain("setosa")
  })

  it("gives the same model for the same parameters, subsampled too", async () => {
    const params = { ...small, subsample: 0.5, colsample_bytree: 0.5, seed: 7 }
    const fits = [1, 2].map(async () => (await new XGBClassifier(params).fit(X, species)).predictProba(X))
    const [left, right] = await Promise.all(fits)
    expect(left).toEqual(right)
  })
})

describe("XGBRegressor", () => {
  it("predicts the width of petals", async () => {
    const regressor = await new XGBRegressor(small).fit(measures, widths)
    const predicted = await regressor.predict(measures)
    const error = predicted.reduce((sum, value, i) => sum + (value - (widths[i] as number)) ** 2, 0) / widths.length
    expect(error).toBeLessThan(0.03)
  })

  it("takes missing values", async () => {
    const holes = measures.map((row, i) => row.map((value, j) => ((i + j) % 7 === 0 ? NaN : value)))
    const regressor = await new XGBRegressor(small).fit(holes, widths)
    expect((await regressor.predict(holes)).every(Number.isFinite)).toBe(true)
  })

  it("refuses to answer several numbers for each row", async () => {
    const quantiles = new XGBRegressor({ ...small, objective: "reg:quantileerror", quantile_alpha: [0.1, 0.9] })
    await quantiles.fit(measures, widths)
    await expect(quantiles.predict(measures)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
  })
})

describe("the estimators in searches", () => {
  it("are cross-validated", async () => {
    const scores = await crossValScore(new XGBClassifier<string>(small), X, species, { cv: 3 })
    expect(Math.min(...scores)).toBeGreaterThan(0.9)
  })

  it("are searched on a grid, with a model fitted on all rows in the end", async () => {
    const search = new GridSearchCV(new XGBClassifier<string>(small), { max_depth: [1, 3] }, { cv: 3 })
    await search.fit(X, species)
    expect(search.bestScore).toBeGreaterThan(0.9)
    expect(await search.predict(X.slice(0, 2))).toEqual(["setosa", "setosa"])
  })

  it("report each round, so that hopeless candidates are pruned in step over all folds", async () => {
    const space = { max_depth: int(1, 4), eta: float(0.001, 0.5, { log: true }) }
    const pruner = new MedianPruner({ nStartupTrials: 2, nWarmupSteps: 2 })
    const sampler = new TPESampler({ seed: 1 })
    const options = { nTrials: 8, cv: 3, sampler, pruner, report: "step", scoring: "neg_log_loss" } as const
    const search = new ParzenSearchCV(new XGBClassifier<string>(small), space, options)
    await search.fit(X, species)
    const { trials } = search.study
    expect(Object.keys(trials[0]?.intermediateValues ?? {})).toHaveLength(small.n_estimators)
    expect(trials.some(({ state }) => state === "pruned")).toBe(true)
    expect(search.bestScore).toBeGreaterThan(-Math.log(3)) // what equal probabilities score
  })
})

describe("bad input", () => {
  it("is refused by the constructor or by fit, with what is wrong", async () => {
    const codeOf = async (run: () => unknown): Promise<unknown> => {
      try {
        await run()
        return undefined
      } catch (error) {
        return (error as { code?: string }).code
      }
    }
    const regressor = (params = {}): XGBRegressor => new XGBRegressor({ ...small, ...params })
    expect(await codeOf(() => regressor({ n_estimators: 0 }))).toBe("INVALID_ARGUMENT")
    expect(await codeOf(() => regressor({ early_stopping_rounds: 1.5 }))).toBe("INVALID_ARGUMENT")
    expect(await codeOf(() => regressor({ validation_fraction: 1 }))).toBe("INVALID_ARGUMENT")
    expect(await codeOf(() => new XGBClassifier({ objective: "reg:squarederror" }))).toBe("INVALID_ARGUMENT")
    expect(await codeOf(() => regressor({ max_dept: 3 }).fit(measures, widths))).toBe("UNKNOWN_PARAMETER")
    expect(await codeOf(() => regressor({ max_depth: -3 }).fit(measures, widths))).toBe("XGBOOST_ERROR")
    expect(await codeOf(() => regressor().fit(measures, [...widths.slice(1), NaN]))).toBe("INVALID_DATA")
    expect(await codeOf(() => regressor().fit(measures, widths.slice(1)))).toBe("INVALID_DATA")
    expect(await codeOf(() => regressor().fit([["a"]], [1]))).toBe("INVALID_DATA")
    expect(await codeOf(() => regressor().fit(measures, widths, { sampleWeight: [1] }))).toBe("INVALID_DATA")
    expect(await codeOf(() => regressor().predict(measures))).toBe("NOT_FITTED")
    expect(await codeOf(() => new XGBClassifier().fit(X, Array(150).fill("one")))).toBe("INVALID_DATA")
    expect(await codeOf(async () => (await regressor().fit(measures, widths)).predict(X))).toBe("INVALID_DATA")
  })

  it("leaves the classes of the model that there is, where a fit is refused", async () => {
    const classifier = new XGBClassifier<string>(small)
    const first = classifier.fit(X, species)
    const others = species.map((name) => `${name}?`)
    await expect(classifier.fit(X, others)).rejects.toMatchObject({ code: "ALREADY_FITTING" })
    await first
    await expect(classifier.fit(X.slice(0, 1), others)).rejects.toMatchObject({ code: "INVALID_DATA" })
    expect(classifier.classes).toEqual(["setosa", "versicolor", "virginica"])
    expect(await classifier.predict(X.slice(0, 1))).toEqual(["setosa"])
  })

  it("ends a fit by its signal and by what onStep throws, and leaves no model", async () => {
    const regressor = new XGBRegressor({ ...small, n_estimators: 1000 })
    await expect(regressor.fit(measures, widths, { signal: AbortSignal.timeout(5) })).rejects.toMatchObject({
      name: "TimeoutError",
    })
    const onStep = (step: number): void => {
      if (step === 2) throw new RangeError("enough")
    }
    await expect(regressor.fit(measures, widths, { onStep })).rejects.toThrow("enough")
    expect(() => regressor.booster).toThrow(expect.objectContaining({ code: "NOT_FITTED" }))
    const first = regressor.fit(measures, widths, { onStep })
    await expect(regressor.fit(measures, widths)).rejects.toMatchObject({ code: "ALREADY_FITTING" })
    await expect(first).rejects.toThrow("enough")
  })
})
