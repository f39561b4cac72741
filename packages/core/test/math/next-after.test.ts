import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { nextAfter } from "../../src/math/next-after.ts"

describe("nextAfter", () => {
  // numpy.nextafter
  test.each([
    [1, 2, 1.0000000000000002],
    [1, 0, 0.9999999999999999],
    [0, 1, 5e-324],
    [0, -1, -5e-324],
    [-1, 0, -0.9999999999999999],
    [-1, -2, -1.0000000000000002],
    [5e-324, 0, 0],
    [Number.MAX_VALUE, Infinity, Infinity],
    [Infinity, 0, Number.MAX_VALUE],
    [1, 1, 1],
    [NaN, 1, NaN],
    [1, NaN, NaN],
  ])("of %f towards %f is %f", (x, towards, y) => {
    expect(nextAfter(x, towards)).toBe(y)
  })

  test("leaves no number between, and leads back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e300 }), (x) => {
        const above = nextAfter(x, Infinity)
        const middle = x / 2 + above / 2
        return (
          above > x && nextAfter(above, -Infinity) === x && (middle === x || middle === above || Math.abs(x) < 1e-300)
        )
      }),
    )
  })
})
