import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isParzenError } from "../../src/errors.ts"
import { hypervolume } from "../../src/math/hypervolume.ts"
import { goldenPoints, pointsOf, randomPoints } from "./points.ts"
import { relativeError } from "./recorded.ts"

describe("hypervolume", () => {
  test("of nothing is 0, of a box its volume", () => {
    expect(hypervolume(new Float64Array(0), [1, 1])).toBe(0)
    expect(hypervolume(Float64Array.of(0.5), [2])).toBe(1.5)
    expect(hypervolume(Float64Array.of(0, 1, 2, 3), [1, 3, 5, 7])).toBe(24)
  })

  test("is infinite with an infinite reference or an infinitely good point", () => {
    expect(hypervolume(Float64Array.of(0, 0), [1, Infinity])).toBe(Infinity)
    expect(hypervolume(Float64Array.of(-Infinity, 1, 0, 0), [1, 1])).toBe(Infinity)
    expect(hypervolume(Float64Array.of(-Infinity, 1, 0, 0, 0, 0), [1, 1, 1])).toBe(Infinity)
  })

  test.each([
    [[0, 2], "2"],
    [[NaN, 0], "NaN"],
  ])("refuses %s, which is not within the reference, and names it", (point, named) => {
    const run = (): number => hypervolume(Float64Array.from([0, 0, ...point]), [1, 1])
    expect(run).toThrow(expect.toSatisfy((error) => isParzenError(error) && error.code === "INVALID_ARGUMENT"))
    expect(run).toThrow(named)
  })

  test("counts the cells that some point dominates", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }).chain((m) => pointsOf(m, 10)),
        (points) => {
          const m = (points[0] as number[]).length
          let cells = 0
          for (let cell = 0; cell < 8 ** m; cell++) {
            const corner = Array.from({ length: m }, (_, j) => (Math.floor(cell / 8 ** j) % 8) / 8)
            if (points.some((point) => point.every((x, j) => x <= (corner[j] as number)))) cells++
          }
          const volume = hypervolume(Float64Array.from(points.flat()), new Array<number>(m).fill(1))
          expect(volume).toBeCloseTo(cells / 8 ** m, 12)
        },
      ),
    )
  })

  test("of five objectives is that of four with a common fifth, and does not depend on the order of points", () => {
    fc.assert(
      fc.property(pointsOf(4, 12), (points) => {
        const four = hypervolume(Float64Array.from(points.flat()), [1, 1, 1, 1])
        const five = points.map((point) => [...point, 0.5]).reverse()
        expect(hypervolume(Float64Array.from(five.flat()), [1, 1, 1, 1, 1])).toBeCloseTo(four / 2, 12)
      }),
    )
  })

  test.each(goldenPoints)(
    "repeats Optuna's of $points.length recorded points",
    ({ points, reference, ...recorded }) => {
      const volume = hypervolume(Float64Array.from(points.flat()), reference)
      expect(relativeError(volume, recorded.hypervolume)).toBeLessThan(1e-13)
    },
  )

  test.each(randomPoints.filter(({ reference }) => reference))(
    "repeats Optuna's at random, of $m objectives",
    ({ points, reference = [], ...recorded }) => {
      const volume = hypervolume(Float64Array.from(points), reference)
      expect(relativeError(volume, recorded.hypervolume as number)).toBeLessThan(1e-13)
    },
  )
})
