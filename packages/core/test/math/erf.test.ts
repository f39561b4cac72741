import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { erf, erfc } from "../../src/math/erf.ts"
import { recorded, ulps } from "./recorded.ts"

interface Table {
  x: number[]
  y: number[]
}
const exact = recorded<{ erf: Table; erfc: Table }>("math/golden/elementary.json")
const scipy = recorded<{ erf: Table }>("golden/values/truncnorm.json").erf

describe("erf and erfc", () => {
  test.each([
    [0, 0, 1],
    [Infinity, 1, 0],
    [-Infinity, -1, 2],
    [NaN, NaN, NaN],
    [6, 1, 2.1519736712498916e-17],
    [-6.5, -1, 2],
    [28, 1, 0],
    [1e-300, 1.1283791670955126e-300, 1],
  ])("of %f are %f and %f", (x, y, rest) => {
    expect(erf(x)).toBe(y)
    expect(erfc(x)).toBe(rest)
  })

  test("have the values of Abramowitz & Stegun, table 7.1", () => {
    for (const [x, y] of [
      [0.02, 0.0225645747],
      [0.5, 0.5204998778],
      [1, 0.8427007929],
      [1.5, 0.9661051465],
      [1.98, 0.9948920004],
    ] as const) {
      expect(erf(x)).toBeCloseTo(y, 9)
      expect(erfc(x)).toBeCloseTo(1 - y, 9)
    }
  })

  test("are within a unit in the last place of the exact values", () => {
    for (const [i, x] of exact.erf.x.entries()) {
      expect(ulps(erf(x), exact.erf.y[i] as number)).toBeLessThanOrEqual(1)
    }
    for (const [i, x] of exact.erfc.x.entries()) {
      expect(ulps(erfc(x), exact.erfc.y[i] as number)).toBeLessThanOrEqual(1)
    }
  })

  test("sum to 1, and mirror at 0", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => {
        return (
          erf(-x) === -erf(x) &&
          Math.abs(erf(x) + erfc(x) - 1) <= 2 ** -52 &&
          Math.abs(erfc(x) + erfc(-x) - 2) <= 2 ** -51
        )
      }),
    )
  })

  test("repeat what libm answered", () => {
    expect(scipy.x.map(erf)).toEqual(scipy.y)
  })
})
