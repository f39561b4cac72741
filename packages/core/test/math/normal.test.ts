import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { log } from "../../src/math/log.ts"
import { logGaussMass, logNdtr, ndtr, ndtriExp } from "../../src/math/normal.ts"
import { centralQuantile, tailQuantile } from "../../src/math/normal-quantile.ts"
import { between, relativeError } from "./recorded.ts"

describe("the normal distribution function", () => {
  test("has its ends", () => {
    expect([ndtr(-Infinity), ndtr(0), ndtr(Infinity)]).toEqual([0, 0.5, 1])
    expect([logNdtr(-Infinity), logNdtr(0), logNdtr(Infinity)]).toEqual([-Infinity, log(0.5), -0])
    expect(ndtriExp(-Infinity)).toBe(-Infinity)
    expect(ndtriExp(0)).toBe(Infinity)
  })

  // scipy.special.log_ndtr of scipy 1.17.1
  test.each([
    [-1000, -500007.8266948123],
    [-38.5, -745.6952702904113],
    [-20.5, -214.06672896326387],
    [-19.5, -194.01696577749752],
    [-5, -15.064998393988727],
    [-1, -1.8410216450092634],
    [1.5, -0.06914345561223399],
    [20, -2.7536241186061556e-89],
  ])("has the logarithm at %f", (x, y) => {
    expect(relativeError(logNdtr(x), y)).toBeLessThan(1e-13)
  })

  test("has above 6 the upper tail for its logarithm", () => {
    expect(relativeError(logNdtr(6.5), -4.016000583859125e-11)).toBeLessThan(1e-14)
  })

  test("grows, and its logarithm too", () => {
    const x = between(-1e4, 37)
    fc.assert(
      fc.property(x, x, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        return ndtr(low) <= ndtr(high) && logNdtr(low) <= logNdtr(high) * (1 - 1e-15)
      }),
    )
  })
})

describe("the normal quantile", () => {
  // scipy.special.ndtri
  test.each([
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.925, 1.4395314709384563],
    [0.08, -1.4050715603096329],
  ])("of %f is %f", (p, x) => {
    expect(relativeError(centralQuantile(p - 0.5), x, 1e-16)).toBeLessThan(1e-15)
  })

  test.each([
    [0.05, 1.6448536269514729],
    [1e-5, 4.264890793922825],
    [1e-11, 6.706023155495137],
    [1e-15, 7.941345326170998],
    [1e-20, 9.262340089798409],
    [1e-300, 37.0470962993612],
  ])("of the upper tail %f is %f", (p, x) => {
    expect(relativeError(tailQuantile(Math.sqrt(-log(p))), x)).toBeLessThan(1e-14)
  })

  test("in log space undoes the logarithm of the distribution function", () => {
    fc.assert(
      fc.property(between(-1e3, 8), (x) => {
        const y = logNdtr(x)
        // Above 0, y is known to an absolute 2^-53, which moves x by that over the density.
        const blur = x > 0 ? 2 ** -53 * 2.6 * Math.exp(0.5 * x * x) : 0
        return Math.abs(ndtriExp(y) - x) <= 1e-14 * Math.max(1, Math.abs(x)) + 2 * blur
      }),
    )
  })
})

describe("the mass of an interval", () => {
  test("is that of its mirror image", () => {
    const x = between(-40, 40)
    fc.assert(
      fc.property(x, x, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        return Object.is(logGaussMass(low, high), logGaussMass(-high, -low)) || (low <= 0 && high >= 0)
      }),
    )
  })

  test("is that of its two parts together", () => {
    const x = between(-30, 30)
    fc.assert(
      fc.property(x, between(0.01, 5), between(0.01, 5), (a, d, e) => {
        const parts = Math.exp(logGaussMass(a, a + d)) + Math.exp(logGaussMass(a + d, a + d + e))
        const whole = Math.exp(logGaussMass(a, a + d + e))
        return Math.abs(parts - whole) <= 1e-12 * whole
      }),
    )
  })

  test("is 1 of the whole line, and half of half of it", () => {
    expect(logGaussMass(-Infinity, Infinity)).toBeCloseTo(0, 15)
    expect(logGaussMass(0, Infinity)).toBe(log(0.5))
    expect(logGaussMass(-Infinity, 0)).toBe(log(0.5))
  })
})
