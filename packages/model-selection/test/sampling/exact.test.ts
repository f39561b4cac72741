import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { exp, log } from "@parzen/core/math"

describe("exp and log", () => {
  it("are the nearest doubles", () => {
    // Rounded from 60 digits; V8's Math is off by the last bit in some of them.
    const exps = [
      [1, 2.718281828459045],
      [-12.821767507461482, 0.000002701326775110463],
      [4.453918773746263, 85.9631549594054],
      [0, 1],
    ] as const
    const logs = [
      [2, 0.6931471805599453],
      [1e-4, -9.210340371976182],
      [69.2822400555904, 4.23818859709738],
      [19.22087476199562, 2.9559969156175705],
      [1, 0],
    ] as const
    for (const [x, y] of exps) expect(exp(x)).toBe(y)
    for (const [x, y] of logs) expect(log(x)).toBe(y)
  })

  it("are within the last bit of the engine's own", () => {
    const within = (a: number, b: number): boolean => Math.abs(a - b) <= Math.abs(b) * 2 ** -52
    fc.assert(fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => within(exp(x), Math.exp(x))))
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: Number.MAX_VALUE, noNaN: true }), (x) => within(log(x), Math.log(x))),
    )
  })
})
