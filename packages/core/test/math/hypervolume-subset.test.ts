import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { hypervolume } from "../../src/math/hypervolume.ts"
import { hypervolumeSubset } from "../../src/math/hypervolume-subset.ts"
import { goldenPoints, randomPoints } from "./points.ts"
import { between } from "./recorded.ts"

describe("the greedy hypervolume subset", () => {
  test("of all points is all of them in order", () => {
    expect([...hypervolumeSubset(Float64Array.of(1, 0, 0, 1), 2, [2, 2])]).toEqual([0, 1])
  })

  test("fills up with duplicates where distinct points are too few", () => {
    expect([...hypervolumeSubset(Float64Array.of(1, 1, 0, 2, 1, 1, 1, 1), 3, [3, 3])]).toEqual([0, 1, 2])
  })

  test("takes the first points in lexicographic order where the reference is infinite", () => {
    expect([...hypervolumeSubset(Float64Array.of(2, 0, 1, 1, 0, 2), 2, [Infinity, 3])]).toEqual([2, 1])
  })

  test("adds the most at each step", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }).chain((m) =>
          fc.array(fc.array(between(0, 0.99), { minLength: m, maxLength: m }), {
            minLength: 3,
            maxLength: 9,
          }),
        ),
        (points) => {
          const m = (points[0] as number[]).length
          const reference = new Array<number>(m).fill(1)
          const volumeOf = (rows: readonly number[]): number =>
            hypervolume(Float64Array.from(rows.flatMap((i) => points[i] as number[])), reference)
          const chosen = [...hypervolumeSubset(Float64Array.from(points.flat()), 2, reference)]
          const best = points.map((_, i) => volumeOf([i])).reduce((a, b) => Math.max(a, b))
          const pair = points.map((_, i) => volumeOf([chosen[0] as number, i])).reduce((a, b) => Math.max(a, b))
          if (new Set(points.map(String)).size <= 2) return
          expect(volumeOf(chosen.slice(0, 1))).toBeCloseTo(best, 12)
          expect(volumeOf(chosen)).toBeCloseTo(pair, 12)
        },
      ),
    )
  })

  test.each(goldenPoints.filter(({ front }) => front))(
    "repeats Optuna's of $points.length recorded points",
    (recorded) => {
      const { front = [], subsetSize = 0, reference, hssp } = recorded
      expect([...hypervolumeSubset(Float64Array.from(front.flat()), subsetSize, reference)]).toEqual(hssp)
    },
  )

  test.each(randomPoints.filter(({ subset }) => subset))("repeats Optuna's at random, of $m objectives", (recorded) => {
    const { subsetOf = [], subsetSize = 0, reference = [], subset } = recorded
    expect([...hypervolumeSubset(Float64Array.from(subsetOf), subsetSize, reference)]).toEqual(subset)
  })
})
