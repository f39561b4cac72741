import { describe, expect, it } from "vitest"
import { cv, Dataset, train } from "../src/index.ts"
import type { LightGBMParams, Predictions } from "../src/index.ts"
import recorded from "./golden/python-4.7.0.json" with { type: "json" }
import { at, table } from "./table.ts"

type Label = (X: number[][], row: number) => number

const isAbove: Label = (X, i) => Number(at(X, i, 0) + at(X, i, 1) > 125)
const isAboveInThirds: Label = (X, i) => Number(at(X, i, 0) + at(X, i, 1) + 40 * (i % 3) > 165)
const grade: Label = (X, i) => Math.floor(at(X, i, 1) / 32)
const LABELS: Readonly<Record<string, Label>> = {
  binary: isAbove,
  "binary with weights, missing values, bagging": isAbove,
  multiclass: (X, i) => (at(X, i, 2) < 126 ? Math.floor(at(X, i, 2) / 42) : 2),
  regression: (X, i) => at(X, i, 0) - 2 * at(X, i, 3),
  "regression with categories": (X, i) => at(X, i, 0) + 30 * (Math.floor(at(X, i, 4)) % 3),
  ranking: grade,
  "ranking with weights": grade,
  "early stopping": isAboveInThirds,
  "early stopping by the first metric": isAboveInThirds,
  "early stopping that does not stop": isAboveInThirds,
}
const [N, V] = [240, 80]

describe("what LightGBM 4.7.0 for Python answered", () => {
  it.each(recorded.cases)("$name", async (record) => {
    const X = table(N + V, 6, 1234, record.missing)
    const part = (from: number, to: number, reference?: Dataset): Dataset =>
      new Dataset(X.slice(from, to), {
        label: X.map((_, i) => (LABELS[record.name] as Label)(X, i)).slice(from, to),
        ...(record.weight && { weight: X.map((_, i) => 1 + (i % 5) / 4).slice(from, to) }),
        ...(record.group !== null && { group: new Array<number>((to - from) / record.group).fill(record.group) }),
        ...(record.categories !== null && { categoricalFeature: record.categories }),
        ...(reference !== undefined && { reference }),
      })
    using trainSet = part(0, N)
    using valid = part(N, N + V, trainSet)
    const { booster, history } = await train({
      params: record.params as unknown as LightGBMParams,
      trainSet,
      numBoostRound: record.rounds,
      validSets: [trainSet, valid],
      validNames: ["train", "valid"],
    })

    expect(history).toEqual(record.history)
    expect([booster.bestIteration, booster.currentIteration * booster.numModelPerIteration]).toEqual([
      record.best,
      record.trees,
    ])
    const rows = X.slice(N, N + 12)
    const plain = (predictions: Predictions): unknown => (Array.isArray(predictions) ? predictions : [...predictions])
    expect(plain(await booster.predict(rows))).toEqual(record.normal)
    expect(plain(booster.predictSync(rows, { rawScore: true }))).toEqual(record.raw)
    expect(plain(booster.predictSync(rows, { predLeaf: true }))).toEqual(record.leaf)
    expect(plain(booster.predictSync(rows, { predContrib: true }))).toEqual(record.contribution)
    expect(plain(await booster.predict(rows, { startIteration: 1, numIteration: 3 }))).toEqual(record.few)
    expect([...booster.featureImportance()]).toEqual(record.split)
    expect([...booster.featureImportance("gain")]).toEqual(record.gain)
    booster.dispose()
  })
})

describe("what cv of LightGBM 4.7.0 for Python answered", () => {
  const X = table(N + V, 6, 1234, true)
  const options = {
    params: recorded.cv.params,
    folds: [0, 1, 2, 3].map((fold) => {
      const rows = X.map((_, row) => row)
      return [rows.filter((row) => row % 4 !== fold), rows.filter((row) => row % 4 === fold)] as const
    }),
  }
  const open = (): Dataset => new Dataset(X, { label: X.map((_, row) => isAbove(X, row)) })

  it("is answered here: means and deviations of each round", async () => {
    using trainSet = open()
    const results = await cv({ ...options, trainSet, numBoostRound: 10 })
    expect(results).toEqual(recorded.cv.folds)
  })

  it("is answered here with early stopping and the training rows evaluated", async () => {
    using trainSet = open()
    const params = { ...options.params, learning_rate: 0.8, early_stopping_round: 3 }
    const results = await cv({
      ...options,
      params,
      trainSet,
      numBoostRound: 60,
      evalTrainMetric: true,
    })
    expect(results).toEqual(recorded.cv.early)
  })
})
