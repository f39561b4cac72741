import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { log } from "../../src/math/log.ts"
import { log1p } from "../../src/math/log1p.ts"
import { recorded, ulps } from "./recorded.ts"

const exact = recorded<{ log1p: { x: number[]; y: number[] } }>("math/golden/elementary.json").log1p

describe("log1p", () => {
  test.each([
    [0, 0],
    [-1, -Infinity],
    [-1.5, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
    [Infinity, Infinity],
    [1, Math.LN2],
    [1e-300, 1e-300],
    [-1e-17, -1e-17],
  ])("of %f is %f", (x, y) => {
    expect(log1p(x)).toBe(y)
  })

  test("keeps the sign of zero", () => {
    expect(log1p(-0)).toBe(-0)
  })

  test("is within a unit in the last place of the exact value", () => {
    for (const [i, x] of exact.x.entries()) expect(ulps(log1p(x), exact.y[i] as number)).toBeLessThanOrEqual(1)
  })

  test("is the logarithm where 1 + x is exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 20) + 1, max: 2 ** 30 }), (k) => {
        const x = k / 2 ** 20
        return ulps(log1p(x), log(1 + x)) <= 1
      }),
    )
  })
})
