import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { RandomForestClassifier, RandomForestRegressor } from "../src/index.ts"
import { widths, X, y } from "./iris.ts"

// The first column tells 0 from the others, then the second tells those apart.
const nested = [...Array<number[]>(4).fill([0, 0]), [1, 0], [1, 0], [1, 1], [1, 1]]
const tree = { nEstimators: 1, bootstrap: false, minNumSamples: 1 }

describe("featureImportances", () => {
  it("shares out the Gini impurity that each split takes away", () => {
    // 8 rows: 8 - (16 + 4 + 4) / 8 = 5, after the first split 4 - (4 + 4) / 4 = 2, after the second 0.
    const forest = new RandomForestClassifier(tree).fit(nested, ["a", "a", "a", "a", "b", "b", "c", "c"])
    expect(forest.featureImportances?.map((share) => share * 5)).toEqual([3, 2])
  })

  it("shares out the squared error that each split takes away", () => {
    // About 5.5: 4 * 30.25 + 2 * 20.25 + 2 * 42.25 = 246, after the first split 4, after the second 0.
    const forest = new RandomForestRegressor(tree).fit(nested, [0, 0, 0, 0, 10, 10, 12, 12])
    expect(forest.featureImportances?.[0]).toBeCloseTo(242 / 246, 12)
    expect(forest.featureImportances?.[1]).toBeCloseTo(4 / 246, 12)
  })

  it("knows the petals from the sepals", () => {
    const [length = 1, width = 1, ...petals] = new RandomForestClassifier().fit(X, y).featureImportances ?? []
    expect(length + width).toBeLessThan(0.15)
    for (const share of petals) expect(share).toBeGreaterThan(0.3)
    const ofWidth = new RandomForestRegressor().fit(widths.X, widths.y).featureImportances ?? []
    expect(ofWidth[2]).toBeGreaterThan(0.8)
  })

  it("counts for their own columns what trees on some of the columns split", () => {
    const only = new RandomForestClassifier({ nEstimators: 40, maxFeatures: 0.25 }).fit(
      X.map(([, , length = 0]) => [1, 1, length, 1]),
      y,
    )
    expect(only.featureImportances).toEqual([0, 0, 1, 0])
  })

  it("is 0 for every column if no tree splits, and unknown before fit", () => {
    const stump = new RandomForestClassifier({ nEstimators: 5, minNumSamples: 150 }).fit(X, y)
    expect(stump.featureImportances).toEqual([0, 0, 0, 0])
    expect(new RandomForestClassifier().featureImportances).toBeUndefined()
    expect(new RandomForestRegressor(tree).fit([[1], [2]], [3, 3]).featureImportances).toEqual([0])
  })

  it("sums to 1 and is never negative", () => {
    const row = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1, max: 1, noNaN: true }), fc.integer())
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 99 }), (rows, seed) => {
        const X = rows.map(([a, b]) => [a, b])
        const y = rows.map(([, , c]) => c % 5)
        for (const Forest of [RandomForestClassifier, RandomForestRegressor]) {
          const shares = new Forest({ nEstimators: 3, minNumSamples: 1, seed }).fit(X, y).featureImportances ?? []
          const sum = shares.reduce((sum, share) => sum + share, 0)
          expect(shares.every((share) => share >= 0)).toBe(true)
          expect(sum === 0 ? 1 : sum).toBeCloseTo(1, 12)
        }
      }),
      { numRuns: 60, seed: 1 },
    )
  })
})
