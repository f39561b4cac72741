import { assertThrows } from "@parzen/core/testing"
import { crossValScore, KFold, r2Score } from "@parzen/model-selection"
import { RandomForestRegression } from "ml-random-forest"
import { describe, expect, expectTypeOf, it } from "vitest"
import type { RandomForestRegressorParams } from "../src/index.ts"
import { RandomForestRegressor } from "../src/index.ts"
import { inBag } from "./bags.ts"
import { widths } from "./iris.ts"

const { X, y } = widths
const small = { nEstimators: 15 }

describe("RandomForestRegressor", () => {
  it("predicts the width of petals from the other measures", async () => {
    const cv = new KFold({ shuffle: true, randomState: 0 })
    const scores = await crossValScore(new RandomForestRegressor(), X, y, { cv })
    expect(scores.reduce((sum, score) => sum + score) / 5).toBeGreaterThan(0.92)
    expectTypeOf(new RandomForestRegressor(small).fit(X, y).predict(X)).toEqualTypeOf<number[]>()
  })

  it("grows ml-random-forest's own forest", () => {
    const treeOptions = { maxDepth: 4, minNumSamples: 6, gainThreshold: -1 }
    const library = new RandomForestRegression({ ...small, seed: 7, maxFeatures: 2, noOOB: true, treeOptions })
    library.train(X, y)
    const params = { ...small, seed: 7, maxFeatures: 0.6, maxDepth: 4, minNumSamples: 6 }
    const predicted = new RandomForestRegressor(params).fit(X, y).predict(X)
    for (const [row, value] of library.predict(X).entries()) expect(predicted[row]).toBeCloseTo(value, 12)
  })

  it("grows the same forest from the same seed and another from another", () => {
    const predict = (seed: number) => new RandomForestRegressor({ ...small, seed }).fit(X, y).predict(X)
    expect(predict(1)).toEqual(predict(1))
    expect(predict(1)).not.toEqual(predict(2))
  })

  it("takes the median of an even number of trees half-way between the two in the middle", () => {
    const predict = (aggregation: "mean" | "median", nEstimators: number) =>
      new RandomForestRegressor({ aggregation, nEstimators }).fit(X, y).predict(X)
    const [mean, median] = [predict("mean", 2), predict("median", 2)]
    for (const [row, value] of median.entries()) expect(value).toBeCloseTo(mean[row] as number, 12)
    expect(predict("median", 7)).not.toEqual(predict("mean", 7))
    expect(r2Score(y, predict("median", 7))).toBeGreaterThan(0.9)
  })

  it("learns a step, a constant, one row and one column", () => {
    const step = X.map((_, row) => (row < 50 ? -3 : 4))
    const ids = X.map((_, row) => [row])
    const [low, high] = new RandomForestRegressor(small).fit(ids, step).predict([[10], [140]])
    expect(low).toBeCloseTo(-3, 6)
    expect(high).toBeCloseTo(4, 6)
    const constant = X.map(() => 0.1)
    expect(new RandomForestRegressor(small).fit(X, constant).predict([[9, 9, 9]])[0]).toBeCloseTo(0.1, 12)
    expect(new RandomForestRegressor(small).fit([[1, 2]], [7]).predict([[5, 5]])).toEqual([7])
    expect(new RandomForestRegressor(small).fit(X, y).predict([])).toEqual([])
  })

  it("splits on where nothing but the last error is left", () => {
    const X = Array.from({ length: 64 }, (_, row) => [row])
    const y = X.map(([value = 0]) => Math.floor(value / 8) ** 2)
    const forest = new RandomForestRegressor({ nEstimators: 1, bootstrap: false }).fit(X, y)
    for (const [row, value] of forest.predict(X).entries()) expect(value).toBeCloseTo(y[row] as number, 5)
  })

  it("reads a minimum of samples below 1 as a share of the rows, however small", () => {
    const predict = (minNumSamples: number) =>
      new RandomForestRegressor({ ...small, minNumSamples }).fit(X, y).predict(X)
    expect(predict(0.2)).toEqual(predict(30))
    expect(predict(0.2)).not.toEqual(predict(1))
    expect(predict(1e-9)).toEqual(predict(1))
    expect(predict(Number.MIN_VALUE)).toEqual(predict(1))
  })

  it("predicts out of bag each row by the trees that were grown without it", () => {
    const params = { nEstimators: 40, seed: 3, minNumSamples: 5 }
    const forest = new RandomForestRegressor({ ...params, oobScore: true }).fit(X, y)
    const library = new RandomForestRegression({
      ...params,
      noOOB: true,
      treeOptions: { minNumSamples: 5, gainThreshold: -1 },
    })
    library.train(X, y)
    const values = library.predictionValues(X)
    const expected = inBag(150, 3, 40, 3).map((isIn, row) => {
      const without = values.getRow(row).filter((_, tree) => isIn[tree] === false)
      expect(without.length).toBeGreaterThan(4)
      return without.reduce((sum, value) => sum + value) / without.length
    })
    for (const [row, value] of expected.entries()) expect(forest.oobPredictions?.[row]).toBeCloseTo(value, 12)
    expect(forest.oobScore).toBeCloseTo(r2Score(y, expected), 12)
    expect(forest.predict(X)).toEqual(new RandomForestRegressor(params).fit(X, y).predict(X))
  })

  it("has no out-of-bag score without the option, and refuses it if some row is never out of bag", () => {
    expect(new RandomForestRegressor(small).fit(X, y).oobScore).toBeUndefined()
    expect(new RandomForestRegressor({ oobScore: true }).oobPredictions).toBeUndefined()
    const few = new RandomForestRegressor({ nEstimators: 2, oobScore: true })
    assertThrows(
      () => few.fit(X, y),
      "NEVER_OUT_OF_BAG",
      /row \d+ is among those that each of the 2 trees was grown on/,
    )
    expect(few.oobScore).toBeUndefined()
    const tiny = new RandomForestRegressor({ nEstimators: 200, oobScore: true })
    assertThrows(() => tiny.fit([[1], [2], [3]], [1, 2, 3]), "NEVER_OUT_OF_BAG", /a tree was grown on all 3 rows/)
    assertThrows(
      () => new RandomForestRegressor({ oobScore: true, bootstrap: false }),
      "INVALID_ARGUMENT",
      /'oobScore': needs bootstrap/,
    )
    assertThrows(() => tiny.withParams({ bootstrap: false }), "INVALID_ARGUMENT", /'oobScore': needs bootstrap/)
  })

  it("makes unfitted copies with some parameters replaced", () => {
    const copy = new RandomForestRegressor({ ...small, maxDepth: 3 }).fit(X, y).withParams({ maxDepth: 1 })
    expect(copy.params).toEqual({ nEstimators: 15, maxDepth: 1 })
    assertThrows(() => copy.predict(X), "NOT_FITTED", /call fit/)
    expect(copy.featureImportances).toBeUndefined()
  })

  it("refuses what ml-random-forest gets wrong or does not know, and values out of range", () => {
    const wrong: [string, unknown, RegExp][] = [
      ["gainThreshold", 0.1, /'gainThreshold': a forest that predicts numbers takes none/],
      ["selectionMethod", "median", /'selectionMethod': is called aggregation here/],
      ["maxSamples", 10, /takes the first rows/],
      ["nTrees", 10, /'nTrees': is none of nEstimators, maxDepth, .*aggregation/],
      ["aggregation", "mode", /'aggregation': takes 'mean' or 'median', got 'mode'/],
      ["minNumSamples", -0.1, /got -0\.1/],
      ["oobScore", 1, /'oobScore': takes true or false, got 1/],
    ]
    for (const [name, value, message] of wrong) {
      const params = { [name]: value } as RandomForestRegressorParams
      assertThrows(() => new RandomForestRegressor(params), "INVALID_ARGUMENT", message)
    }
  })

  it("refuses wrong data", () => {
    const fit = (X: number[][], y: readonly unknown[]) => () => new RandomForestRegressor(small).fit(X, y as number[])
    assertThrows(fit([[1, 2], [3]], [0, 1]), "INVALID_DATA", /row 1 has 1 columns, row 0 has 2/)
    assertThrows(fit([[1], [Infinity]], [0, 1]), "INVALID_DATA", /row 1, column 0 is Infinity/)
    assertThrows(fit([[1], [2]], [0]), "INVALID_DATA", /X has 2 rows and y has 1/)
    assertThrows(fit([[1], [2]], [0, NaN]), "INVALID_DATA", /y: takes finite numbers, row 1 is NaN/)
    assertThrows(fit([[1], [2]], [0, "1"]), "INVALID_DATA", /row 1 is 1/)
    assertThrows(fit([[1], [2]], [undefined, 1]), "INVALID_DATA", /row 0 is undefined/)
    assertThrows(fit([], []), "INVALID_DATA", /needs rows and columns/)
    const forest = new RandomForestRegressor(small).fit(X, y)
    assertThrows(() => forest.predict([[1, 2]]), "INVALID_DATA", /X has 2 columns, the forest was trained on 3/)
  })
})
