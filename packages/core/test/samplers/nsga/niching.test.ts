import { describe, expect, test } from "vitest"
import { RandomState } from "../../../src/index.ts"
import { associate, preserveNiches } from "../../../src/samplers/nsga/niching.ts"
import { uniformReferencePoints } from "../../../src/samplers/nsga/reference-points.ts"

describe("uniformReferencePoints", () => {
  test("are all ways to spread the units", () => {
    expect(uniformReferencePoints(3, 2)).toEqual([
      [2, 0, 0],
      [1, 1, 0],
      [1, 0, 1],
      [0, 2, 0],
      [0, 1, 1],
      [0, 0, 2],
    ])
    expect(uniformReferencePoints(1, 3)).toEqual([[3]])
    expect(uniformReferencePoints(3, 12)).toHaveLength(91) // Deb & Jain 2014, table I
    expect(uniformReferencePoints(5, 6)).toHaveLength(210)
    expect(uniformReferencePoints(8, 3)).toHaveLength(120)
  })
})

describe("associate", () => {
  const axes = [
    [1, 0],
    [0, 1],
    [1, 1],
  ]

  test("finds the line that is closest after scaling each objective to the intercepts", () => {
    // The extremes (100, 0) and (0, 4) become (1, 0) and (0, 1).
    const { closest, distance } = associate(Float64Array.of(100, 0, 0, 4, 50, 2, 75, 1.5), 2, axes)
    expect([...closest]).toEqual([0, 1, 2, 2])
    expect(distance[2]).toBeCloseTo(0, 12)
    expect(distance[3]).toBeCloseTo((0.75 - 0.375) / Math.SQRT2, 12)
  })

  test("puts infinite values beyond the finite ones", () => {
    const { closest, distance } = associate(Float64Array.of(0, 1, 1, 0, Infinity, 0.5, -Infinity, 0.5), 2, axes)
    expect([...closest]).toEqual([1, 0, 2, 1])
    expect(distance[0]).toBeCloseTo(0.75, 12)
    expect(distance[2]).toBeCloseTo(0.75 / Math.SQRT2, 12)
  })

  test("takes the first point where an objective has no finite value, or all are equal", () => {
    expect([...associate(Float64Array.of(Infinity, 1, Infinity, 2), 2, axes).closest]).toEqual([0, 0])
    expect([...associate(Float64Array.of(3, 3, 3, 3), 2, axes).closest]).toEqual([0, 0])
  })
})

describe("preserveNiches", () => {
  const closest = Int32Array.of(0, 0, 1, /* to choose from: */ 0, 1, 2, 2, 2)
  const distance = Float64Array.of(0, 0, 0, 0.1, 0.1, 0.3, 0.2, 0.4)

  test("serves the points that have nobody first, by their closest row", () => {
    expect(preserveNiches(1, 3, { closest, distance }, new RandomState(1))).toEqual([3])
  })

  test("then those that have one, and the crowded ones last", () => {
    const chosen = preserveNiches(5, 3, { closest, distance }, new RandomState(1))
    expect(chosen[0]).toBe(3)
    expect([...chosen].sort()).toEqual([0, 1, 2, 3, 4])
    // Point 1 has one row, as point 2 has by then; point 0 has two.
    expect(chosen.slice(1, 3)).toContain(1)
    expect(chosen.slice(1, 3)).not.toContain(0)
  })
})
