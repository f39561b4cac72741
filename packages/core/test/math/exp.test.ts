import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { exp } from "../../src/math/exp.ts"
import { nextAfter } from "../../src/math/next-after.ts"
import { between, recorded } from "./recorded.ts"

const exact = recorded<{ exp: { x: number[]; y: number[] } }>("math/golden/elementary.json").exp

describe("exp", () => {
  test.each([
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [709.782712893384, 1.7976931348622732e308],
    [709.7827128933841, Infinity],
    [-745.1332191019411, 5e-324],
    [-745.1332191019412, 0],
    [-745.2, 0],
    [-708.4, 2.217119081664265e-308],
  ])("of %f is %f", (x, y) => {
    expect(exp(x)).toBe(y)
  })

  test("is correctly rounded at arguments of every size", () => {
    const wrong = exact.x.filter((x, i) => exp(x) !== exact.y[i])
    expect(wrong).toEqual([])
  })

  test("keeps what digits a subnormal result has", () => {
    fc.assert(fc.property(between(-745, -708), (x) => Math.abs(exp(x) - exp(x / 2) ** 2) <= 1e-13 * exp(x) + 5e-324))
  })

  test("never falls from one number to the next", () => {
    fc.assert(fc.property(between(-745, 709), (x) => exp(nextAfter(x, Infinity)) >= exp(x)))
  })

  test("turns sums into products", () => {
    const exponent = between(-300, 300)
    fc.assert(
      fc.property(exponent, exponent, (x, y) => {
        const product = exp(x) * exp(y)
        return Math.abs(exp(x + y) - product) <= product * (Math.abs(x) + Math.abs(y) + 8) * 2 ** -52
      }),
    )
  })
})
