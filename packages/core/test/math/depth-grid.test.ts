import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { DepthGrid } from "../../src/math/depth-grid.ts"
import { hypervolume } from "../../src/math/hypervolume.ts"
import { pointsOf } from "./points.ts"

describe("DepthGrid", () => {
  test("gives the first point its whole box, and the same point again nothing", () => {
    const grid = new DepthGrid([1, 2, 3])
    expect(grid.gain(0, 0, 0)).toBe(6)
    grid.add(0, 0, 0)
    expect(grid.gain(0, 0, 0)).toBe(0)
    expect(grid.gain(0.5, 0, 0)).toBe(0)
    expect(grid.gain(-1, 1, 2)).toBe(1)
  })

  test("sums up, whatever the order of the points, to their hypervolume", () => {
    fc.assert(
      fc.property(pointsOf(3, 20), (points) => {
        const grid = new DepthGrid([1, 1, 1])
        let total = 0
        for (const [x, y, z] of points as [number, number, number][]) {
          total += grid.gain(x, y, z)
          grid.add(x, y, z)
        }
        expect(total).toBeCloseTo(hypervolume(Float64Array.from(points.flat()), [1, 1, 1]), 12)
      }),
    )
  })
})
