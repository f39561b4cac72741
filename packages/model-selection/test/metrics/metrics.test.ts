import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { accuracyScore, r2Score } from "../../src/index.ts"
import { expectThrows } from "../throws.ts"

const golden = JSON.parse(readFileSync(new URL("../golden/metrics.json", import.meta.url), "utf8")) as {
  readonly classification: { readonly yTrue: number[]; readonly yPred: number[]; readonly accuracy: number }
  readonly regression: { readonly yTrue: number[]; readonly yPred: number[]; readonly r2: number }
}

describe("accuracyScore", () => {
  it("is scikit-learn's", () => {
    const { yTrue, yPred, accuracy } = golden.classification
    expect(accuracyScore(yTrue, yPred)).toBe(accuracy)
  })

  it("counts, weighs and takes labels of any kind", () => {
    expect(accuracyScore(["a", "b", "c"], ["a", "b", "b"], { normalize: false })).toBe(2)
    expect(accuracyScore([true, false], [true, true], { sampleWeight: [3, 1] })).toBe(0.75)
    expect(accuracyScore(Int32Array.from([1, 2]), [1, 2])).toBe(1)
  })

  it("refuses lists of different length and empty ones", () => {
    expectThrows(() => accuracyScore([1, 2], [1]), "INVALID_DATA", /yTrue has 2 values and yPred has 1/)
    expectThrows(() => accuracyScore([1], [1], { sampleWeight: [] }), "INVALID_DATA", /sampleWeight has 0/)
    expectThrows(() => accuracyScore([], []), "INVALID_DATA", /one value or more/)
  })
})

describe("r2Score", () => {
  it("is scikit-learn's", () => {
    const { yTrue, yPred, r2 } = golden.regression
    expect(r2Score(yTrue, yPred)).toBeCloseTo(r2, 12)
  })

  it("is 1 or 0 for a constant, NaN for one row, and weighs", () => {
    expect(r2Score([2, 2], [2, 2])).toBe(1)
    expect(r2Score([2, 2], [2, 3])).toBe(0)
    expect(r2Score([2], [2])).toBeNaN()
    expect(r2Score([1, 2, 9], [1, 2, 0], { sampleWeight: [1, 1, 0] })).toBe(1)
  })
})
