import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { exp } from "../../src/math/exp.ts"
import { log } from "../../src/math/log.ts"
import { nextAfter } from "../../src/math/next-after.ts"
import { between, recorded } from "./recorded.ts"

const exact = recorded<{ log: { x: number[]; y: number[] } }>("math/golden/elementary.json").log

describe("log", () => {
  test.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
    [Infinity, Infinity],
    [2, Math.LN2],
    [10, Math.LN10],
    [5e-324, -744.4400719213812],
    [Number.MAX_VALUE, 709.782712893384],
  ])("of %f is %f", (x, y) => {
    expect(log(x)).toBe(y)
  })

  test("is correctly rounded at arguments of every size, beside 1 too", () => {
    const wrong = exact.x.filter((x, i) => log(x) !== exact.y[i])
    expect(wrong).toEqual([])
  })

  test("never falls from one number to the next", () => {
    fc.assert(fc.property(between(5e-324, 1e308), (x) => log(nextAfter(x, Infinity)) >= log(x)))
  })

  test("undoes exp", () => {
    fc.assert(
      fc.property(between(-700, 700), (x) => {
        return Math.abs(log(exp(x)) - x) <= 2 ** -52 * Math.max(1, Math.abs(x))
      }),
    )
  })
})
