import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { logGaussMass } from "../../../src/math/normal.ts"
import { PRIOR_MASS } from "../../../src/samplers/tpe/axes.ts"
import { cellMass, logCellMass, upperTail } from "../../../src/samplers/tpe/cell-mass.ts"
import { quickExp } from "../../../src/samplers/tpe/quick-exp.ts"

describe("quickExp", () => {
  test("is e^x to a relative 1e-10", () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(quickExp(x) / Math.exp(x) - 1)).toBeLessThan(1e-10)
      }),
      { numRuns: 2000 },
    )
    expect(quickExp(0)).toBe(1)
  })
})

describe("the mass of a cell", () => {
  test.each([
    [0, 0.5],
    [1, 0.15865525393145705],
    [-2, 0.9772498680518208],
    [10, 7.619853024160527e-24],
    [37, 5.725571222524576e-300],
  ])("above %d is %d", (t, expected) => {
    expect(Math.abs(upperTail(t) - expected)).toBeLessThanOrEqual(1e-12 * expected)
  })

  test("is what log space knows, in the middle and in either tail", () => {
    const end = fc.double({ min: -36, max: 36, noNaN: true })
    fc.assert(
      fc.property(end, fc.double({ min: 1e-3, max: 5, noNaN: true }), (a, width) => {
        const expected = logGaussMass(a, a + width)
        expect(Math.abs(logCellMass(a, a + width) - expected)).toBeLessThan(1e-9)
        expect(Math.abs(Math.log(cellMass(a, a + width)) - expected)).toBeLessThan(1e-9)
      }),
    )
  })

  test("has a logarithm where it is too small for a number", () => {
    expect(cellMass(100, 101)).toBe(0)
    expect(logCellMass(100, 101)).toBeCloseTo(-5005.5242, 3)
    expect(logCellMass(-101, -100)).toBeCloseTo(-5005.5242, 3)
  })

  test("of the prior is that of half a deviation to either side", () => {
    expect(PRIOR_MASS).toBeCloseTo(cellMass(-0.5, 0.5), 15)
  })
})
