import { toFloat32Array, toFloat32Matrix, toFloatMatrix } from "@parzen/boosting"
import { describe, expect, it } from "vitest"

const refused = (message: RegExp): unknown =>
  expect.objectContaining({ code: "INVALID_DATA", message: expect.stringMatching(message) })

describe("toFloatMatrix", () => {
  it("reads rows of any kind, a row-major array with its shape, and what is like a Matrix of ml-matrix", () => {
    const expected = { data: new Float64Array([1, 2, 3, 4, 5, 6]), rows: 2, columns: 3 }
    const rows = [[1, 2, 3], [4, 5, 6]] // prettier-ignore
    const matrix = { rows: 2, columns: 3, getRow: (i: number) => rows[i] ?? [], subMatrixRow: () => matrix }
    expect(toFloatMatrix(rows)).toEqual(expected)
    expect(toFloatMatrix(rows.map((row) => Float32Array.from(row)))).toEqual(expected)
    expect(toFloatMatrix({ data: rows.flat(), shape: [2, 3] })).toEqual(expected)
    expect(toFloatMatrix({ data: expected.data, rows: 2, columns: 3 })).toEqual(expected)
    expect(toFloatMatrix(matrix)).toEqual(expected)
  })

  it("does not copy floats of either width, which the 32-bit one does for doubles only", () => {
    const single = new Float32Array(6)
    const double = new Float64Array(6)
    expect(toFloatMatrix({ data: single, rows: 2, columns: 3 }).data).toBe(single)
    expect(toFloatMatrix({ data: double, rows: 2, columns: 3 }).data).toBe(double)
    expect(toFloat32Matrix({ data: single, rows: 2, columns: 3 }).data).toBe(single)
    expect(toFloat32Matrix({ data: double, rows: 2, columns: 3 }).data).toEqual(single)
  })

  it("takes NaN, null and undefined for missing values", () => {
    const rows = [[1, NaN], [null, undefined]] as unknown as number[][] // prettier-ignore
    expect(toFloat32Matrix(rows).data).toEqual(new Float32Array([1, NaN, NaN, NaN]))
  })

  it.each([
    [[[1, 2], [3]], /^data: row 1 has 1 values, row 0 has 2$/],
    [[[1, 2], 3], /^data: takes rows of numbers, row 1 is 3$/],
    [
      [
        [1, 2],
        [3, "4"],
      ],
      /^data: row 1, column 1 is '4', which is no number$/,
    ],
    [[[true]], /^data: row 0, column 0 is true/],
    [[], /^data: needs rows and columns, got 0 x 0$/],
    [[[], []], /^data: needs rows and columns, got 2 x 0$/],
    [{ data: [1, 2, 3], rows: 2, columns: 2 }, /^data: has 3 numbers, not 2 x 2$/],
    [{ data: [1, 2, 3, "x"], shape: [2, 2] }, /^data: row 1, column 1 is 'x'/],
    [{ data: [1], shape: [1, 1, 1] }, /takes an array of rows/],
    [{ data: [1], rows: -1, columns: -1 }, /takes an array of rows/],
    [new Float32Array(4), /takes an array of rows/],
    ["rows", /takes an array of rows/],
    [undefined, /takes an array of rows/],
  ])("refuses %j with where and why", (table, message) => {
    expect(() => toFloatMatrix(table as never)).toThrow(refused(message))
  })
})

describe("toFloat32Array", () => {
  it("takes finite numbers, in arrays of any kind", () => {
    expect(toFloat32Array([1, -2.5], "label")).toEqual(new Float32Array([1, -2.5]))
    expect(toFloat32Array(new Int32Array([3]), "label", { count: [1, "rows"], min: 3 })).toEqual(new Float32Array([3]))
  })

  it.each([
    [[1, NaN], {}, /^label: takes finite numbers, row 1 is NaN$/],
    [[Infinity], {}, /row 0 is Infinity/],
    [["1"], {}, /row 0 is '1'/],
    [[1e300], {}, /^label: row 0 is 1e\+300, too large for 32 bits$/],
    [[-1], { min: 0 }, /^label: takes finite numbers from 0, row 0 is -1$/],
    [[1, 2], { count: [3, "rows"] }, /^label: has 2 values for 3 rows$/],
    [undefined, {}, /^label: takes a number for each row, got undefined$/],
  ])("refuses %j with %j", (values, options, message) => {
    expect(() => toFloat32Array(values as never, "label", options as never)).toThrow(refused(message))
  })
})
