import { hypervolume } from "@parzen/core/math"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { GrowingHypervolume } from "../../src/infos/growing-hypervolume.ts"

describe("GrowingHypervolume", () => {
  it.each([2, 3, 4])("has after each point the hypervolume of all points so far, in %d dimensions", (m) => {
    const coordinate = fc.integer({ min: 0, max: 12 }).map((k) => k / 8)
    const point = fc.array(coordinate, { minLength: m, maxLength: m })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 12 }), (points) => {
        const reference = Float64Array.from({ length: m }, () => 1)
        const growing = new GrowingHypervolume(reference)
        const within: number[] = []
        for (const point of points) {
          growing.add(Float64Array.from(point))
          if (point.every((value) => value <= 1)) within.push(...point)
          expect(growing.value).toBeCloseTo(hypervolume(Float64Array.from(within), reference), 9)
        }
      }),
      { numRuns: 60 },
    )
  })
})
