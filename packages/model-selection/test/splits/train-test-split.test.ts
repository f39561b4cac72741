import { Matrix } from "ml-matrix"
import { assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import { trainTestSplit } from "../../src/index.ts"
import { golden, recorded, X } from "../golden.ts"

describe("trainTestSplit", () => {
  it("takes the rows that scikit-learn takes with the same seed", () => {
    const { XTrain, XTest, yTrain, yTest, trainRows, testRows } = trainTestSplit(X, golden.y, {
      testSize: 0.25,
      randomState: golden.seed,
    })
    const [train, test] = recorded("trainTestSplit(0.25,seed)") as unknown as [number[], number[]]
    expect([Array.from(trainRows), Array.from(testRows)]).toEqual([train, test])
    expect([XTrain, XTest]).toEqual([train.map((row) => [row]), test.map((row) => [row])])
    expect([yTrain, yTest]).toEqual([train.map((row) => golden.y[row]), test.map((row) => golden.y[row])])
  })

  it("keeps the classes' shares as scikit-learn does", () => {
    const { trainRows, testRows } = trainTestSplit(X, golden.y, { randomState: golden.seed, stratify: golden.y })
    const [train, test] = recorded("trainTestSplit(0.25,seed,stratify)") as unknown as [number[], number[]]
    expect([Array.from(trainRows), Array.from(testRows)]).toEqual([train, test])
  })

  it("tests the last rows without shuffle", () => {
    const { trainRows, testRows } = trainTestSplit(X, golden.y, { shuffle: false, testSize: 3, trainSize: 4 })
    expect([Array.from(trainRows), Array.from(testRows)]).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6],
    ])
  })

  it("answers data of the kind it was given", () => {
    const matrix = new Matrix([
      [0, 1],
      [10, 11],
      [20, 21],
      [30, 31],
    ])
    const dense = { data: Float32Array.from([0, 1, 10, 11, 20, 21, 30, 31]), shape: [4, 2] }
    const { XTrain, XTest } = trainTestSplit(matrix, [0, 1, 2, 3], { shuffle: false, testSize: 1 })
    expect([XTrain.to2DArray(), XTest.to2DArray()]).toEqual([
      [
        [0, 1],
        [10, 11],
        [20, 21],
      ],
      [[30, 31]],
    ])
    const split = trainTestSplit(dense, Int32Array.from([0, 1, 2, 3]), { shuffle: false, testSize: 1 })
    expect(split.XTest).toEqual({ data: Float32Array.from([30, 31]), shape: [1, 2] })
    expect(split.yTrain).toEqual(Int32Array.from([0, 1, 2]))
  })

  it("refuses X and y of different length, and stratify without shuffle", () => {
    assertThrows(() => trainTestSplit(X, [1]), "INVALID_DATA", /X has 31 rows and y has 1/)
    assertThrows(
      () => trainTestSplit(X, golden.y, { shuffle: false, stratify: golden.y }),
      "INVALID_ARGUMENT",
      /stratify: needs shuffle/,
    )
    assertThrows(
      () => trainTestSplit(X, golden.y, { stratify: [1] }),
      "INVALID_DATA",
      /X has 31 rows and stratify has 1/,
    )
  })
})
