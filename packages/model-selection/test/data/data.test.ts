import { Matrix } from "ml-matrix"
import { assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import type { RowSource } from "../../src/index.ts"
import { countRows, takeRows, toRows } from "../../src/index.ts"

/** A table that keeps its columns. */
class Table implements RowSource {
  readonly columns: Readonly<Record<string, readonly unknown[]>>

  constructor(columns: Readonly<Record<string, readonly unknown[]>>) {
    this.columns = columns
  }

  get length(): number {
    return Object.values(this.columns)[0]?.length ?? 0
  }

  take(rows: Int32Array): Table {
    return new Table(
      Object.fromEntries(Object.entries(this.columns).map(([name, column]) => [name, takeRows(column, rows)])),
    )
  }
}

const rows = Int32Array.from([2, 0, 2])

describe("takeRows and countRows", () => {
  it("take arrays of anything", () => {
    expect(takeRows([[1], [2], [3]], rows)).toEqual([[3], [1], [3]])
    expect(takeRows(["a", "b", "c"], rows)).toEqual(["c", "a", "c"])
    expect(countRows(["a", "b", "c"])).toBe(3)
  })

  it("take typed arrays of one number a row", () => {
    expect(takeRows(Float32Array.from([1, 2, 3]), rows)).toEqual(Float32Array.from([3, 1, 3]))
    expect(countRows(new Uint8Array(7))).toBe(7)
  })

  it("take row-major arrays of any shape", () => {
    const cubes = { data: Int16Array.from({ length: 12 }, (_, i) => i), shape: [3, 2, 2] }
    expect(takeRows(cubes, rows)).toEqual({
      data: Int16Array.from([8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11]),
      shape: [3, 2, 2],
    })
    expect(countRows(cubes)).toBe(3)
    expect(takeRows({ data: [1, 2, 3], shape: [3, 1] }, rows)).toEqual({ data: [3, 1, 3], shape: [3, 1] })
  })

  it("take ml-matrix", () => {
    const matrix = new Matrix([
      [1, 2],
      [3, 4],
      [5, 6],
    ])
    expect(takeRows(matrix, rows).to2DArray()).toEqual([
      [5, 6],
      [1, 2],
      [5, 6],
    ])
    expect(countRows(matrix)).toBe(3)
  })

  it("take whatever has take(rows)", () => {
    const table = new Table({ size: [1, 2, 3], color: ["red", "green", "blue"] })
    expect(takeRows(table, rows).columns).toEqual({ size: [3, 1, 3], color: ["blue", "red", "blue"] })
    expect(countRows(table)).toBe(3)
  })

  it("refuse anything else", () => {
    const count = (X: unknown) => () => countRows(X as number[], "features")
    assertThrows(count(undefined), "INVALID_DATA", /features: takes an array of rows.*got undefined/)
    assertThrows(count({ a: 1 }), "INVALID_DATA", /a Object with the keys a/)
    assertThrows(count({ data: [1, 2, 3], shape: [2, 2] }), "INVALID_DATA", /shape \[2, 2\] does not fit 3 numbers/)
    assertThrows(count({ data: [], shape: [] }), "INVALID_DATA", /shape \[\] does not fit/)
  })
})

describe("toRows", () => {
  it("answers number[][] for every kind of table", () => {
    const table = [
      [1, 2],
      [3, 4],
    ]
    expect(toRows(table)).toEqual(table)
    expect(toRows(table.map((row) => Float32Array.from(row)))).toEqual(table)
    expect(toRows(new Matrix(table))).toEqual(table)
    expect(toRows({ data: Float64Array.from([1, 2, 3, 4]), shape: [2, 2] })).toEqual(table)
    expect(toRows({ data: [1, 2, 3, 4], shape: [2, 2] })).toEqual(table)
  })

  it("refuses ragged rows, what is no number, and what is no table", () => {
    assertThrows(() => toRows([[1, 2], [3]]), "INVALID_DATA", /row 1 has 1 columns, row 0 has 2/)
    assertThrows(
      () =>
        toRows([
          [1, 2],
          [3, NaN],
        ]),
      "INVALID_DATA",
      /row 1, column 1 is NaN/,
    )
    assertThrows(() => toRows([[1, "2"]]), "INVALID_DATA", /row 0, column 1 is 2, not a finite number/)
    assertThrows(() => toRows([1, 2]), "INVALID_DATA", /row 0 is 1, not an array/)
    assertThrows(() => toRows({ data: [1, 2], shape: [2] }), "INVALID_DATA", /takes a table of numbers/)
  })
})
