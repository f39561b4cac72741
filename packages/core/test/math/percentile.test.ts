import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { percentileOfSorted } from "../../src/math/percentile.ts"
import { recorded } from "./recorded.ts"

interface Case {
  values: number[]
  q: number
  value: number
}
const cases = recorded<Case[]>("golden/values/percentile.json")

describe("percentileOfSorted", () => {
  test("of nothing is NaN, of one number that number", () => {
    expect(percentileOfSorted(new Float64Array(0), 50)).toBeNaN()
    expect(percentileOfSorted(Float64Array.of(3), 12)).toBe(3)
  })

  test("is NaN beside an infinity, as numpy's is", () => {
    expect(percentileOfSorted(Float64Array.of(1, Infinity), 50)).toBeNaN()
    expect(percentileOfSorted(Float64Array.of(-Infinity, 1, 2), 0)).toBeNaN()
    expect(percentileOfSorted(Float64Array.of(1, 2, Infinity), 25)).toBe(1.5)
  })

  test("has the least and the largest number for ends, and the median in the middle", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 50 }), (values) => {
        const sorted = Float64Array.from(values, (value) => value / 8).sort()
        const n = sorted.length
        expect(percentileOfSorted(sorted, 0)).toBe(sorted[0])
        expect(percentileOfSorted(sorted, 100)).toBe(sorted[n - 1])
        const middle = ((sorted[(n - 1) >> 1] as number) + (sorted[n >> 1] as number)) / 2
        expect(percentileOfSorted(sorted, 50)).toBeCloseTo(middle, 6)
      }),
    )
  })

  test.each(cases)("repeats numpy's at $q", ({ values, q, value }) => {
    expect(percentileOfSorted(Float64Array.from(values).sort(), q)).toBe(value)
  })
})
