import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { hypotenuse } from "../../src/math/hypotenuse.ts"
import { between, relativeError } from "./recorded.ts"

describe("hypotenuse", () => {
  test.each([
    [3, 4, 5],
    [-3, 4, 5],
    [0, 0, 0],
    [0, -2, 2],
    [3e200, 4e200, 5e200],
    [3e-200, 4e-200, 5e-200],
    [1, 1e-200, 1],
    [Infinity, 1, Infinity],
  ])("of %d and %d is %d", (a, b, c) => {
    expect(relativeError(hypotenuse(a, b), c)).toBeLessThan(4e-16)
  })

  test("is NaN where a number is", () => {
    expect([hypotenuse(NaN, 1), hypotenuse(1, NaN), hypotenuse(NaN, 0)]).toEqual([NaN, NaN, NaN])
  })

  test("is that of Math.hypot", () => {
    fc.assert(
      fc.property(between(-1e300, 1e300), between(-1, 1), (a, share) => {
        expect(relativeError(hypotenuse(a, a * share), Math.hypot(a, a * share))).toBeLessThan(1e-15)
      }),
    )
  })
})
