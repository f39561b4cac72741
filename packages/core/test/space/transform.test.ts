import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { float, int } from "../../src/index.ts"
import { columnBounds, fromColumn } from "../../src/space/transform.ts"

describe("columnBounds", () => {
  // optuna._transform._SearchSpaceTransform({"x": distribution}).bounds of Optuna 5.0.0
  test.each([
    { distribution: float(-1, 2), low: -1, high: 2 },
    { distribution: float(0, 1, { step: 0.25 }), low: -0.125, high: 1.125 },
    { distribution: float(1e-5, 1e-1, { log: true }), low: -11.512925464970229, high: -2.3025850929940455 },
    { distribution: int(-3, 4), low: -3.5, high: 4.5 },
    { distribution: int(0, 12, { step: 4 }), low: -2, high: 14 },
    { distribution: int(1, 8, { log: true }), low: -Math.LN2, high: 2.1400661634962708 },
  ])(
    "of $distribution.kind $distribution.low to $distribution.high is $low to $high",
    ({ distribution, low, high }) => {
      expect(columnBounds(distribution)).toEqual({ low, high })
    },
  )
})

describe("fromColumn", () => {
  test.each([
    { distribution: float(-1, 2), x: 2, value: 1.9999999999999998 },
    { distribution: float(-1, 2), x: -1, value: -1 },
    { distribution: float(3, 3), x: 3, value: 3 },
    { distribution: float(0, 1, { step: 0.25 }), x: -0.125, value: 0 },
    { distribution: float(0, 1, { step: 0.25 }), x: 0.375, value: 0.5 },
    { distribution: float(0, 1, { step: 0.25 }), x: 0.625, value: 0.5 },
    { distribution: float(0, 1, { step: 0.25 }), x: 1.125, value: 1 },
    { distribution: float(1, 100, { log: true }), x: Math.log(100), value: 99.99999999999999 },
    { distribution: float(1, 100, { log: true }), x: -1e-9, value: 1 },
    { distribution: int(0, 10), x: 2.5, value: 3 },
    { distribution: int(0, 10), x: 3.5, value: 4 },
    { distribution: int(0, 10), x: 10.5, value: 10 },
    { distribution: int(-3, 9, { step: 4 }), x: -1, value: 1 },
    { distribution: int(1, 8, { log: true }), x: Math.log(2.4), value: 2 },
    { distribution: int(1, 8, { log: true }), x: Math.log(8.5), value: 8 },
  ])(
    "takes $x of $distribution.kind $distribution.low to $distribution.high to $value",
    ({ distribution, x, value }) => {
      expect(fromColumn(distribution, x)).toBe(value)
    },
  )

  test("gives each value of a grid an interval of one step", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100, max: 100 }),
        fc.nat(50),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: -0.49, max: 0.49, noNaN: true }),
        (low, n, step, shift) => {
          const distribution = int(low, low + n * step, { step })
          for (let k = 0; k <= n; k++) expect(fromColumn(distribution, low + (k + shift) * step)).toBe(low + k * step)
        },
      ),
    )
  })

  test("stays below the end of a range without grid", () => {
    const bounds = fc.tuple(
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.double({ min: 1.001, max: 1e6, noNaN: true }),
    )
    fc.assert(
      fc.property(bounds, fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), ([low, factor], log, u) => {
        const distribution = float(low, low * factor, { log })
        const column = columnBounds(distribution)
        const value = fromColumn(distribution, column.low + (column.high - column.low) * u)
        expect(value).toBeGreaterThanOrEqual(low)
        expect(value).toBeLessThan(low * factor)
      }),
    )
  })
})
