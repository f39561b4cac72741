import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { leastCrowdedFirst } from "../../../src/samplers/nsga/crowding.ts"

describe("leastCrowdedFirst", () => {
  test("puts the ends first, and between them what has the most room", () => {
    // On a line, distances of the inner points: 0.4 + 0.4, 0.5 + 0.5, 0.6 + 0.6.
    const values = Float64Array.of(0, 10, 1, 9, 4, 6, 6, 4, 10, 0)
    expect(leastCrowdedFirst([0, 1, 2, 3, 4], values, 2)).toEqual([0, 4, 3, 2, 1])
  })

  test("takes no account of an objective in which all are equal", () => {
    const values = Float64Array.of(0, 7, 1, 7, 9, 7, 10, 7)
    expect(leastCrowdedFirst([0, 1, 2, 3], values, 2).slice(0, 2).sort()).toEqual([0, 3])
    expect(leastCrowdedFirst([1, 2], Float64Array.of(3, 3, 3), 1)).toEqual([2, 1])
    expect(leastCrowdedFirst([], Float64Array.of(), 2)).toEqual([])
  })

  test("knows infinite values", () => {
    const values = Float64Array.of(-Infinity, -Infinity, 0, 1, Infinity)
    expect(leastCrowdedFirst([0, 1, 2, 3, 4], values, 1).slice(-1)).toEqual([0])
    expect(leastCrowdedFirst([0, 4], values, 1)).toEqual([4, 0])
  })

  test("gives back the same points, the extreme ones of each objective among the first", () => {
    const rows = fc.array(fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(rows, (points) => {
        const front = points.map((_, i) => i)
        const order = leastCrowdedFirst(front, Float64Array.from(points.flat()), 3)
        expect([...order].sort((a, b) => a - b)).toEqual(front)
        const distinct = points.map(([x]) => x)
        if (new Set(distinct).size < points.length) return
        const first = order.slice(0, 6).map((i) => distinct[i])
        expect(first).toContain(Math.min(...distinct))
        expect(first).toContain(Math.max(...distinct))
      }),
    )
  })
})
