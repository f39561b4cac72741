import { assertThrows } from "@parzen/core/testing"
import { accuracyScore, crossValScore } from "@parzen/model-selection"
import { Matrix } from "ml-matrix"
import { RandomForestClassifier as LibraryForest } from "ml-random-forest"
import { describe, expect, expectTypeOf, it } from "vitest"
import type { RandomForestClassifierParams } from "../src/index.ts"
import { RandomForestClassifier } from "../src/index.ts"
import { inBag } from "./bags.ts"
import { hard, names, X, y } from "./iris.ts"

const small = { nEstimators: 15 }

describe("RandomForestClassifier", () => {
  it("predicts iris as well as other forests do", async () => {
    const scores = await crossValScore(new RandomForestClassifier(), X, y)
    expect(scores.reduce((sum, score) => sum + score) / 5).toBeGreaterThanOrEqual(0.94)
  })

  it("grows ml-random-forest's own forest", () => {
    const library = new LibraryForest({
      nEstimators: 15,
      seed: 7,
      replacement: false,
      noOOB: true,
      treeOptions: { maxDepth: 3 },
    })
    library.train(X, y)
    const forest = new RandomForestClassifier({ nEstimators: 15, seed: 7, maxDepth: 3 }).fit(X, y)
    expect(forest.predict(X)).toEqual(library.predict(X))
  })

  it("grows the same forest from the same seed and another from another", () => {
    const proba = (seed: number) =>
      new RandomForestClassifier({ ...small, seed }).fit(hard.X, hard.y).predictProba(hard.X)
    expect(proba(1)).toEqual(proba(1))
    expect(proba(1)).not.toEqual(proba(2))
    expect(proba(2 ** 32 - 1)).not.toEqual(proba(1))
  })

  it("answers labels as it was given them: names, negative numbers, booleans", () => {
    const named = new RandomForestClassifier<string>(small).fit(X, names)
    expectTypeOf(named.predict(X)).toEqualTypeOf<string[]>()
    expect(named.classes).toEqual(["setosa", "versicolor", "virginica"])
    expect(accuracyScore(names, named.predict(X))).toBeGreaterThan(0.95)
    const below = new RandomForestClassifier<number>(small).fit(
      X,
      Int32Array.from(y, (label) => label - 7),
    )
    expect(below.predict(X)).toEqual(named.predict(X).map((name) => (named.classes ?? []).indexOf(name) - 7))
    const isSetosa = y.map((label) => label === 0)
    expect(new RandomForestClassifier<boolean>(small).fit(X, isSetosa).predict(X)).toEqual(isSetosa)
  })

  it("takes matrices and row-major arrays", () => {
    const expected = new RandomForestClassifier(small).fit(X, y).predict(X)
    const dense = { data: Float64Array.from(X.flat()), shape: [150, 4] }
    expect(new RandomForestClassifier(small).fit(new Matrix(X), y).predict(dense)).toEqual(expected)
  })

  it("counts votes: whole shares of the trees that sum to 1", () => {
    const forest = new RandomForestClassifier({ nEstimators: 7 }).fit(X, y)
    const proba = forest.predictProba([X[0], X[60], X[120]] as number[][])
    expect(proba[0]).toEqual([1, 0, 0])
    for (const row of proba) {
      expect(row.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12)
      for (const share of row) expect(share * 7).toBeCloseTo(Math.round(share * 7), 12)
    }
    expect(forest.predict([])).toEqual([])
    expect(forest.predictProba([])).toEqual([])
  })

  it("gives each tree at least one column, and all of them at 1", () => {
    const accuracies = ([0.01, 0.25, 0.26, 0.5, 1, "sqrt", "log2"] as const).map((maxFeatures) => {
      const forest = new RandomForestClassifier({ nEstimators: 30, maxFeatures }).fit(X, y)
      return accuracyScore(y, forest.predict(X))
    })
    // Of no columns at all, a constant forest is right about a third of the flowers.
    for (const accuracy of accuracies) expect(accuracy).toBeGreaterThan(0.8)
    expect(accuracies[0]).toBe(accuracies[1])
    expect(accuracies[2]).toBe(accuracies[3])
    expect(accuracies[5]).toBe(accuracies[3])
  })

  it("reads a minimum of samples below 1 as a share of the rows", () => {
    const proba = (minNumSamples: number) =>
      new RandomForestClassifier({ ...small, minNumSamples }).fit(hard.X, hard.y).predictProba(hard.X)
    expect(proba(0.2)).toEqual(proba(20))
    expect(proba(0.195)).toEqual(proba(20))
    expect(proba(0.2)).not.toEqual(proba(1))
  })

  it("predicts out of bag each row by the votes of the trees that were grown without it", () => {
    const forest = new RandomForestClassifier<string>({ nEstimators: 40, seed: 3, oobScore: true }).fit(X, names)
    const library = new LibraryForest({ nEstimators: 40, seed: 3, replacement: false, noOOB: true })
    library.train(X, y)
    const votes = library.predictionValues(X)
    const expected = inBag(150, 4, 40, 3).map((isIn, row) => {
      const without = votes.getRow(row).filter((_, tree) => isIn[tree] === false)
      return [0, 1, 2].map((code) => without.filter((vote) => vote === code).length / without.length)
    })
    expect(forest.oobProba).toEqual(expected)
    expectTypeOf(forest.oobPredictions).toEqualTypeOf<readonly string[] | undefined>()
    for (const [row, name] of (forest.oobPredictions ?? []).entries()) {
      const share = forest.oobProba?.[row]?.[(forest.classes ?? []).indexOf(name)]
      expect(share).toBe(Math.max(...(expected[row] as number[])))
    }
    expect(forest.oobScore).toBe(accuracyScore(names, forest.oobPredictions ?? []))
    expect(forest.oobScore).toBeGreaterThan(0.92)
  })

  it("refuses an out-of-bag score if some row is never out of bag, and has none without the option", () => {
    const few = new RandomForestClassifier({ nEstimators: 1, oobScore: true })
    assertThrows(() => few.fit(X, y), "NEVER_OUT_OF_BAG", /row \d+ is among those that each of the 1 trees/)
    assertThrows(() => few.predict(X), "NOT_FITTED", /call fit/)
    const fitted = new RandomForestClassifier(small).fit(X, y)
    expect([fitted.oobScore, fitted.oobPredictions, fitted.oobProba]).toEqual([undefined, undefined, undefined])
  })

  it("learns one class, one row and one column", () => {
    expect(new RandomForestClassifier(small).fit(X.slice(0, 50), y.slice(0, 50)).predict(X.slice(0, 2))).toEqual([0, 0])
    expect(new RandomForestClassifier(small).fit([[1, 2]], ["only"]).predict([[5, 5]])).toEqual(["only"])
    const column = X.map((row) => row.slice(3))
    expect(
      accuracyScore(y, new RandomForestClassifier({ ...small, maxFeatures: 0.1 }).fit(column, y).predict(column)),
    ).toBeGreaterThan(0.9)
  })

  it("makes unfitted copies with some parameters replaced", () => {
    const forest = new RandomForestClassifier({ nEstimators: 5, maxDepth: 3 }).fit(X, y)
    const copy = forest.withParams({ maxDepth: 1 })
    expect(copy.params).toEqual({ nEstimators: 5, maxDepth: 1 })
    expect(copy.classes).toBeUndefined()
    expect(forest.params).toEqual({ nEstimators: 5, maxDepth: 3 })
    assertThrows(() => copy.predict(X), "NOT_FITTED", /call fit/)
  })

  it("refuses what ml-random-forest gets wrong or does not know", () => {
    const make = (params: object) => () => new RandomForestClassifier(params as RandomForestClassifierParams)
    assertThrows(make({ maxSamples: 0.5 }), "INVALID_ARGUMENT", /'maxSamples': ml-random-forest takes the first rows/)
    assertThrows(make({ replacement: true }), "INVALID_ARGUMENT", /'replacement': columns are always drawn without/)
    assertThrows(make({ useSampleBagging: true }), "INVALID_ARGUMENT", /called bootstrap/)
    assertThrows(make({ treeOptions: {} }), "INVALID_ARGUMENT", /beside the others/)
    assertThrows(make({ noOOB: false }), "INVALID_ARGUMENT", /if oobScore is true/)
    assertThrows(make({ aggregation: "mean" }), "INVALID_ARGUMENT", /the most votes win/)
    assertThrows(make({ oobScore: true, bootstrap: false }), "INVALID_ARGUMENT", /'oobScore': needs bootstrap/)
    assertThrows(make({ nEstimator: 5 }), "INVALID_ARGUMENT", /'nEstimator': is none of nEstimators, maxDepth/)
    assertThrows(make({ toString: 5 }), "INVALID_ARGUMENT", /'toString': is none of/)
    expect(make({ maxDepth: undefined })().params).toEqual({ maxDepth: undefined })
    expect(new RandomForestClassifier({ maxDepth: undefined, ...small }).fit(X, y).predict(X)).toEqual(
      new RandomForestClassifier(small).fit(X, y).predict(X),
    )
  })

  it("refuses values out of range", () => {
    const wrong: [keyof RandomForestClassifierParams, unknown, RegExp][] = [
      ["nEstimators", 0, /'nEstimators': takes a whole number from 1, got 0/],
      ["nEstimators", 2.5, /got 2\.5/],
      ["maxDepth", 0, /a whole number from 1, or Infinity/],
      ["maxDepth", NaN, /got NaN/],
      ["minNumSamples", 1.5, /share of the rows above 0 and below 1, got 1\.5/],
      ["minNumSamples", 0, /got 0/],
      ["gainThreshold", -1, /a number from 0, got -1/],
      ["maxFeatures", 2, /a share of the columns above 0 up to 1, 'sqrt' or 'log2', got 2/],
      ["maxFeatures", 0, /got 0/],
      ["maxFeatures", "auto", /got 'auto'/],
      ["bootstrap", "yes", /true or false, got 'yes'/],
      ["seed", 0.5, /got 0\.5/],
      ["seed", -1, /got -1/],
    ]
    for (const [name, value, message] of wrong) {
      assertThrows(() => new RandomForestClassifier({ [name]: value }), "INVALID_ARGUMENT", message)
      assertThrows(() => new RandomForestClassifier().withParams({ [name]: value }), "INVALID_ARGUMENT", message)
    }
  })

  it("refuses wrong data", () => {
    const fit = (X: number[][], y: readonly (number | string)[]) => () => new RandomForestClassifier(small).fit(X, y)
    assertThrows(fit([[1, 2], [3]], [0, 1]), "INVALID_DATA", /row 1 has 1 columns, row 0 has 2/)
    assertThrows(fit([[1], [NaN]], [0, 1]), "INVALID_DATA", /row 1, column 0 is NaN/)
    assertThrows(fit([[1], [2]], [0]), "INVALID_DATA", /X has 2 rows and y has 1/)
    assertThrows(fit([], []), "INVALID_DATA", /needs rows and columns/)
    assertThrows(fit([[], []], [0, 1]), "INVALID_DATA", /got 2 rows of none/)
    assertThrows(fit([[1], [2]], [0, 0.5]), "INVALID_DATA", /row 1 is 0\.5/)
    assertThrows(fit([[1], [2]], [0, "0"]), "INVALID_DATA", /row 0 is a number, row 1 a string/)
    const forest = new RandomForestClassifier(small).fit(X, y)
    assertThrows(() => forest.predict([[1, 2, 3]]), "INVALID_DATA", /X has 3 columns, the forest was trained on 4/)
  })
})
