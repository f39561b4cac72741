import { describe, expect, test } from "vitest"
import { ranked } from "../../../src/samplers/cma-es/ranked.ts"

const outcomes = [3, NaN, -Infinity, 1, Infinity, 1].map((value, i) => ({ value, i }))
const order = (direction: "minimize" | "maximize"): number[] => ranked(outcomes, direction).map(({ i }) => i)

describe("ranked", () => {
  test("puts the best first, equals in their order, and NaN with the worst", () => {
    expect(order("minimize")).toEqual([2, 3, 5, 0, 1, 4])
    expect(order("maximize")).toEqual([4, 0, 3, 5, 1, 2])
  })
})
