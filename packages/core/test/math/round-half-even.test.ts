import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { roundHalfEven } from "../../src/math/round-half-even.ts"

describe("roundHalfEven", () => {
  // numpy.round
  test.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-1.5, -2],
    [-2.5, -2],
    [0.49999999999999994, 0],
    [2.5000001, 3],
    [4503599627370495.5, 4503599627370496],
    [Infinity, Infinity],
    [NaN, NaN],
  ])("of %f is %f", (x, y) => {
    expect(roundHalfEven(x)).toBe(y)
  })

  test("moves a number by at most a half, to an even one if by a half", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), (k) => {
        const y = roundHalfEven(k / 4)
        const moved = Math.abs(y - k / 4)
        return Number.isInteger(y) && (moved < 0.5 || (moved === 0.5 && y % 2 === 0))
      }),
    )
  })
})
