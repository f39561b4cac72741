import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { GridAxis } from "../../../src/samplers/cma-es/grid-axis.ts"
import { between } from "../../math/recorded.ts"

describe("GridAxis", () => {
  test.each([
    [0.25, 0.3, 0.25],
    [0.25, 0.125, 0],
    [0.25, 0.1251, 0.25],
    [0.25, -7, 0],
    [0.25, 7, 1],
    [1, 0.5, 0],
    [1, 0.51, 1],
    [1 / 3, 0.9, 1],
  ])("of step %d has near %d the value %d, of two equally near the lower", (step, x, value) => {
    expect(new GridAxis(step).nearest(x)).toBe(value)
  })

  test("has the midpoints around a value, at an end the only one twice", () => {
    const axis = new GridAxis(0.25)
    expect(axis.limits(0.5)).toEqual([0.375, 0.625])
    expect(axis.limits(-1)).toEqual([0.125, 0.125])
    expect(axis.limits(2)).toEqual([0.875, 0.875])
    expect(new GridAxis(1).limits(0.9)).toEqual([0.5, 0.5])
  })

  test("gives the nearest of all values, between its midpoints", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), between(-0.2, 1.2), (count, x) => {
        const axis = new GridAxis(1 / count)
        const value = axis.nearest(x)
        const values = Array.from({ length: count + 1 }, (_, i) => i * (1 / count))
        expect(values).toContain(value)
        expect(Math.abs(value - x)).toBeLessThanOrEqual(Math.min(...values.map((v) => Math.abs(v - x))) + 1e-15)
        const [low, high] = axis.limits(x)
        if (low < high) expect(low < x && x <= high).toBe(true)
      }),
    )
  })
})
