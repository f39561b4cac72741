import { describe, expect, it } from "vitest"
import { Booster, DMatrix } from "../../src/index.ts"
import type { DMatrixOptions } from "../../src/index.ts"
import { X, y } from "../iris.ts"

const rows = X.slice(0, 6)
const [nRow, nCol] = [rows.length, 4]

describe("DMatrix", () => {
  it("takes rows, typed arrays with a shape, and holes of three kinds alike", () => {
    using nested = new DMatrix(X, { label: y })
    using booster = new Booster({ max_depth: 2, nthread: 1 }, [nested])
    booster.updateSync(nested, 0)
    const values = Float64Array.from(rows.flat())
    const answers = [
      rows,
      { data: values, rows: nRow, columns: nCol },
      { data: Float32Array.from(values), shape: [nRow, nCol] },
    ].map((data) => {
      using matrix = new DMatrix(data as never)
      return booster.predictSync(matrix)
    })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    const withHole = ([NaN, null, undefined] as const).map((hole) => {
      using matrix = new DMatrix(rows.map((row) => [...row.slice(0, 3), hole]) as never)
      return booster.predictSync(matrix)
    })
    using minusOne = new DMatrix(
      rows.map((row) => [...row.slice(0, 3), -1]),
      { missing: -1 },
    )
    for (const answer of withHole) expect(answer).toEqual(booster.predictSync(minusOne))
  })

  it("answers what it was given, and a slice the same of its rows", () => {
    const weight = [1, 2, 3, 4, 5, 6]
    using matrix = new DMatrix(rows, { label: [0, 1, 0, 1, 0, 1], weight, baseMargin: [0, 0, 0, 0, 0, 0.5] })
    expect([matrix.numRow, matrix.numCol]).toEqual([nRow, nCol])
    using slice = matrix.slice([5, 1])
    expect([...slice.label, ...slice.weight, ...slice.baseMargin]).toEqual([1, 1, 6, 2, 0.5, 0])
    expect(() => matrix.slice([6])).toThrow(expect.objectContaining({ code: "INVALID_DATA" }))
  })

  it("slices whole groups, of the sizes it is told", () => {
    using matrix = new DMatrix(rows, { label: [0, 1, 0, 1, 0, 1], group: [2, 4] })
    using slice = matrix.slice([2, 3, 4, 5], { group: [4] })
    expect(slice.group).toEqual(Uint32Array.of(4))
    expect(() => matrix.slice([0, 1])).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })

  it.each<[string, unknown, DMatrixOptions, string]>([
    ["rows of different lengths", [[1, 2], [3]], {}, "INVALID_DATA"],
    ["texts", [["a"]], {}, "INVALID_DATA"],
    ["no table", 3, {}, "INVALID_DATA"],
    ["a shape that does not fit", { data: [1, 2, 3], shape: [2, 2] }, {}, "INVALID_DATA"],
    ["infinite values", [[Infinity]], {}, "XGBOOST_ERROR"],
    ["NaN labels", [[1], [2]], { label: [0, NaN] }, "INVALID_DATA"],
    ["too few labels", [[1], [2]], { label: [0] }, "INVALID_DATA"],
    ["negative weights", [[1], [2]], { weight: [1, -1] }, "INVALID_DATA"],
    ["groups that do not sum to the rows", [[1], [2]], { group: [1] }, "INVALID_DATA"],
    ["too few names", [[1, 2]], { featureNames: ["a"] }, "INVALID_DATA"],
    ["no number for missing", [[1]], { missing: "none" as never }, "INVALID_ARGUMENT"],
  ])("refuses %s", (_, data, options, code) => {
    expect(() => new DMatrix(data as never, options)).toThrow(expect.objectContaining({ code }))
  })
})
