import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { nonDominationRanks, paretoFront } from "../../src/math/non-domination.ts"
import { goldenPoints, pointsOf, randomPoints } from "./points.ts"

const anyPoints = fc.integer({ min: 1, max: 5 }).chain((m) => pointsOf(m, 24))
const dominates = (a: number[], b: number[]): boolean =>
  a.every((x, j) => x <= (b[j] as number)) && String(a) !== String(b)

describe("non-domination ranks", () => {
  test("of nothing are none", () => {
    expect(nonDominationRanks(new Float64Array(0), 2)).toHaveLength(0)
    expect(paretoFront(new Float64Array(0), 3)).toHaveLength(0)
  })

  test("share a rank among equal points, and count distinct values of one objective", () => {
    expect([...nonDominationRanks(Float64Array.of(3, 1, 3, 2), 1)]).toEqual([2, 0, 2, 1])
    expect([...nonDominationRanks(Float64Array.of(0, 1, 1, 0, 0, 1, 1, 1), 2)]).toEqual([0, 0, 0, 1])
  })

  test("put the infeasible behind, by their penalty alone", () => {
    const points = Float64Array.of(5, 5, 0, 0, 6, 6, 1, 1)
    expect([...nonDominationRanks(points, 2, { penalty: [0, 2, -1, 1] })]).toEqual([0, 3, 1, 2])
  })

  test("end with one shared rank once nBelow points are ranked", () => {
    const chain = Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3)
    expect([...nonDominationRanks(chain, 2, { nBelow: 2 })]).toEqual([0, 1, 2, 2])
    expect([...nonDominationRanks(chain, 2, { nBelow: 1, penalty: [0, 1, 2, 3] })]).toEqual([0, 1, 1, 1])
  })

  test("order infinities as numbers", () => {
    const points = Float64Array.of(-Infinity, Infinity, 0, 0, Infinity, Infinity)
    expect([...nonDominationRanks(points, 2)]).toEqual([0, 0, 1])
  })

  test("are the length of the longest chain of dominating points", () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const m = (points[0] as number[]).length
        const ranks = [...nonDominationRanks(Float64Array.from(points.flat()), m)]
        for (const [i, point] of points.entries()) {
          const above = ranks.filter((_, j) => dominates(points[j] as number[], point))
          expect(ranks[i]).toBe(above.length === 0 ? 0 : 1 + Math.max(...above))
        }
        expect([...paretoFront(Float64Array.from(points.flat()), m)]).toEqual(ranks.map((rank) => Number(rank === 0)))
      }),
    )
  })

  test.each(goldenPoints)("repeat Optuna's of $points.length recorded points", ({ points, ranks }) => {
    const m = (points[0] as number[]).length
    expect([...nonDominationRanks(Float64Array.from(points.flat()), m)]).toEqual(ranks)
  })

  test.each(randomPoints)(
    "repeat Optuna's at random, of $m objectives",
    ({ m, points, nBelow, penalty, ranks, front }) => {
      const options = { nBelow: nBelow ?? undefined, penalty: penalty ?? undefined }
      expect([...nonDominationRanks(Float64Array.from(points), m, options)]).toEqual(ranks)
      expect([...paretoFront(Float64Array.from(points), m)]).toEqual(front)
    },
  )
})
