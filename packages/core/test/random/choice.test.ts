import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { distributionFunction, indexAbove } from "../../src/random/choice.ts"

describe("distributionFunction", () => {
  test("ends at 1, however the probabilities round", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 50 }), (weights) => {
        const sum = weights.reduce((a, b) => a + b, 0)
        const cdf = distributionFunction(weights.map((weight) => weight / sum))
        return cdf.at(-1) === 1 && cdf.every((value, i) => i === 0 || value > (cdf[i - 1] as number))
      }),
    )
  })
})

describe("indexAbove", () => {
  test.each([
    [0, 1],
    [0.25, 1],
    [0.5, 3],
    [0.75, 3],
  ])("finds for %d index %i, past ends that equal it and indices of probability 0", (u, index) => {
    expect(indexAbove(Float64Array.of(0, 0.5, 0.5, 1), u)).toBe(index)
  })
})
