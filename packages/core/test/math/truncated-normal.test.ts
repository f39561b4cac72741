import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { logGaussMass } from "../../src/math/normal.ts"
import { logPdf, ppf } from "../../src/math/truncated-normal.ts"
import { between, recorded, relativeError } from "./recorded.ts"

interface Case {
  a: number
  b: number
  q: number[]
  ppf: number[]
  x: number[]
  logpdf: number[]
  logMass: number
}
const cases = recorded<{ truncnorm: Case[] }>("golden/values/truncnorm.json").truncnorm
// Optuna 5.0.0's _truncnorm at random intervals and quantiles, far tails too: a, b, q, ppf, log mass, x, logpdf.
type Row = [a: number, b: number, q: number, x: number, logMass: number, at: number, logPdf: number]
const random = recorded<Row[]>("math/golden/truncated-normal.json")

describe("the truncated normal's quantile", () => {
  test("meets the interval's ends exactly", () => {
    for (const [a, b] of [
      [-1, 2],
      [3, 4],
      [-40, -38],
      [-0.001, 0],
    ] as const) {
      expect([ppf(0, a, b), ppf(1, a, b)]).toEqual([a, b])
    }
  })

  test("is NaN on an empty interval", () => {
    expect(ppf(0.5, 1, 1)).toBeNaN()
    expect(logPdf(1, 1, 1)).toBeNaN()
  })

  test("stays in the interval and grows with q", () => {
    const end = between(-60, 60)
    const share = between(0, 1)
    fc.assert(
      fc.property(end, between(1e-3, 30), share, share, (a, width, p, q) => {
        const b = a + width
        const [x, y] = [ppf(Math.min(p, q), a, b), ppf(Math.max(p, q), a, b)]
        return a <= x && x <= y + 1e-14 * Math.max(1, Math.abs(y)) && y <= b
      }),
      { numRuns: 1000 },
    )
  })

  test("has the share q of the mass below it", () => {
    fc.assert(
      fc.property(between(-35, 30), between(0.1, 9), (a, width) => {
        const x = ppf(0.3, a, a + width)
        return Math.abs(Math.exp(logGaussMass(a, x) - logGaussMass(a, a + width)) - 0.3) < 1e-11
      }),
    )
  })

  test("does not depend on the side", () => {
    fc.assert(
      fc.property(between(0, 50), between(0.01, 9), (a, width) => {
        return Math.abs(ppf(0.25, a, a + width) + ppf(0.75, -a - width, -a)) <= 1e-13 * (a + width)
      }),
    )
  })

  // Both sides know x to an absolute 1e-15 only: it comes from probabilities near 1/2.
  test.each(cases)("repeats Optuna's from $a to $b", ({ a, b, q, ppf: expected }) => {
    for (const [i, share] of q.entries()) {
      expect(relativeError(ppf(share, a, b), expected[i] as number, 1e-15)).toBeLessThan(1e-13)
    }
  })

  test("repeats Optuna's at random", () => {
    for (const [a, b, q, x] of random) expect(relativeError(ppf(q, a, b), x, 1e-15)).toBeLessThan(1e-13)
  })
})

describe("the truncated normal's log density", () => {
  test("is -Infinity outside, and shifts and scales", () => {
    expect(logPdf(1.5, -1, 1)).toBe(-Infinity)
    expect(logPdf(3, -1, 1, 1, 2)).toBeCloseTo(logPdf(1, -1, 1) - Math.log(2), 14)
  })

  test.each(cases)("repeats Optuna's from $a to $b", ({ a, b, x, logpdf, logMass }) => {
    expect(relativeError(logGaussMass(a, b), logMass)).toBeLessThan(1e-13)
    for (const [i, at] of x.entries()) {
      expect(relativeError(logPdf(at, a, b), logpdf[i] as number)).toBeLessThan(1e-13)
    }
  })

  // A narrow interval's mass is a difference of two logarithms: digits are lost on both sides alike.
  test("repeats Optuna's at random", () => {
    for (const [a, b, , , logMass, at, density] of random) {
      const tolerance = 1e-14 / Math.min(1, b - a)
      expect(relativeError(logGaussMass(a, b), logMass)).toBeLessThan(tolerance)
      expect(relativeError(logPdf(at, a, b), density, tolerance)).toBeLessThan(tolerance)
    }
  })
})
