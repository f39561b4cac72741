import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { gridValues, lastStep } from "../../src/math/decimal.ts"

describe("a grid in decimal arithmetic", () => {
  // Python's decimal of the numbers as they are written
  test.each([
    [0, 0.5, 0.1, 0.5],
    [0, 1, 0.3, 0.9],
    [-1, 1, 0.7, 0.4],
    [0.1, 0.9, 0.2, 0.9],
    [1e-5, 0.001, 1e-5, 0.001],
    [0, 1e6, 0.1, 1e6],
    [-6, 6, 3, 6],
    [1.5, 1.5, 0.5, 1.5],
    [0, 0.05, 0.1, 0],
    [1e-7, 1, 0.25, 0.7500001],
    [123456.789, 123460, 0.001, 123460],
    [0, 1e22, 3e21, 9e21],
  ])("from %f to %f by %f ends at %f", (low, high, step, last) => {
    expect(lastStep(low, high, step)).toBe(last)
  })

  test.each([
    [0, 0.5, 0.1, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
    [-0.3, 0.3, 0.15, [-0.3, -0.15, 0, 0.15, 0.3]],
    [0.001, 0.005, 0.001, [0.001, 0.002, 0.003, 0.004, 0.005]],
    [2.5, 2.5, 1, [2.5]],
    [-4, 9, 3, [-4, -1, 2, 5, 8]],
  ])("from %f to %f by %f has these points", (low, high, step, points) => {
    expect(gridValues(low, high, step)).toEqual(points)
  })

  test("has as many points as were laid out, the last one where it ends", () => {
    const decimal = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 999 }))
    fc.assert(
      fc.property(
        decimal,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 6 }),
        ([start, step], n, places) => {
          const at = (units: number): number => Number(`${units}e-${places}`)
          const points = gridValues(at(start), at(start + n * step), at(step))
          expect(points).toEqual(Array.from({ length: n + 1 }, (_, k) => at(start + k * step)))
          expect(lastStep(at(start), at(start + n * step), at(step))).toBe(points[n])
        },
      ),
    )
  })
})
