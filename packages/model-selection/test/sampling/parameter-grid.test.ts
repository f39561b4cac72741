import { readFileSync } from "node:fs"
import { assertThrows } from "@parzen/core/testing"
import { describe, expect, expectTypeOf, it } from "vitest"
import { ParameterGrid } from "../../src/index.ts"

const golden = JSON.parse(readFileSync(new URL("../golden/parametergrid.json", import.meta.url), "utf8")) as {
  readonly grid: Readonly<Record<string, readonly unknown[]>>
  readonly ParameterGrid: readonly object[]
  readonly listOfGrids: readonly object[]
}

describe("ParameterGrid", () => {
  it("comes in scikit-learn's order, keys and all", () => {
    const combinations = [...new ParameterGrid(golden.grid)]
    expect(JSON.stringify(combinations)).toBe(JSON.stringify(golden.ParameterGrid))
    const several = [...new ParameterGrid([{ k: ["l"] }, { C: [1, 2], k: ["r"] }])]
    expect(JSON.stringify(several)).toBe(JSON.stringify(golden.listOfGrids))
  })

  it("answers by index what it iterates over, with the keys the other way round", () => {
    const grid = new ParameterGrid([{ b: [1, 2, 3], a: ["x", "y"] }, {}, { c: Float64Array.of(0.5) }])
    expect(grid.length).toBe(8)
    expect([...grid]).toEqual(Array.from({ length: 8 }, (_, i) => grid.at(i)))
    expect(Object.keys(grid.at(0))).toEqual(["b", "a"])
    expect(Object.keys([...grid][0] ?? {})).toEqual(["a", "b"])
    expect(grid.at(6)).toEqual({})
  })

  it("is one empty combination of no parameters, and none of no grids", () => {
    expect([...new ParameterGrid({})]).toEqual([{}])
    expect([...new ParameterGrid([])]).toEqual([])
  })

  it("knows the types of its values", () => {
    const grid = new ParameterGrid({ kernel: ["rbf", "linear"], C: [1, 10], shrinking: [true, false] })
    expectTypeOf(grid.at(0).kernel).toEqualTypeOf<"rbf" | "linear">()
    expectTypeOf(grid.at(0)).toExtend<{ C: number; shrinking: boolean }>()
    const numbers: number[] = [1]
    expectTypeOf(new ParameterGrid({ C: numbers }).at(0)).toEqualTypeOf<{ C: number }>()
  })

  it("refuses what are no lists", () => {
    const make = (grid: unknown): unknown => new ParameterGrid(grid as Record<string, number[]>)
    assertThrows(() => make({ C: [] }), "INVALID_ARGUMENT", /'C': takes one value or more/)
    assertThrows(() => make({ C: 1 }), "INVALID_ARGUMENT", /'C': takes a list of values, got 1/)
    assertThrows(() => make({ kernel: "rbf" }), "INVALID_ARGUMENT", /'kernel': takes a list of values, got 'rbf'/)
    assertThrows(() => make(1), "INVALID_ARGUMENT", /paramGrid: takes an object of lists/)
    assertThrows(() => make([{ C: [1] }, [1]]), "INVALID_ARGUMENT", /paramGrid: takes an object of lists/)
  })

  it("refuses an index that is not there", () => {
    const grid = new ParameterGrid({ C: [1, 2] })
    for (const index of [-1, 2, 0.5, NaN])
      assertThrows(() => grid.at(index), "INVALID_ARGUMENT", /index: is a whole number from 0 and below 2/)
  })
})
