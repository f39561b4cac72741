import { assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import { ShuffleSplit, StratifiedShuffleSplit } from "../../src/index.ts"
import { golden, plain, recorded, X } from "../golden.ts"

describe("ShuffleSplit", () => {
  it("draws as scikit-learn does with the same seed", () => {
    const splitter = new ShuffleSplit({ nSplits: 3, testSize: 0.25, randomState: golden.seed })
    expect(plain(splitter.split(X))).toEqual(plain(recorded("ShuffleSplit(3,testSize=0.25,seed)")))
  })

  it("tests a tenth, rounded up, ten times by default", () => {
    const splits = plain(new ShuffleSplit().split(X))
    expect(splits.map(([train, test]) => [train.length, test.length])).toEqual(Array(10).fill([27, 4]))
  })

  it("takes counts, shares and both", () => {
    const sizes = (options: object) =>
      plain(new ShuffleSplit({ nSplits: 1, ...options }).split(X)).map(([train, test]) => [train.length, test.length])
    expect(sizes({ testSize: 5 })).toEqual([[26, 5]])
    expect(sizes({ trainSize: 5 })).toEqual([[5, 26]])
    expect(sizes({ trainSize: 0.5 })).toEqual([[15, 16]])
    expect(sizes({ testSize: 0.3, trainSize: 0.3 })).toEqual([[9, 10]])
    expect(sizes({ testSize: 1, trainSize: 0.9 })).toEqual([[27, 1]])
  })

  it("refuses sizes that do not fit", () => {
    assertThrows(() => new ShuffleSplit({ testSize: 0 }), "INVALID_ARGUMENT", /testSize: takes a share above 0/)
    assertThrows(() => new ShuffleSplit({ testSize: 1.5 }), "INVALID_ARGUMENT", /got 1\.5/)
    assertThrows(() => new ShuffleSplit({ trainSize: NaN }), "INVALID_ARGUMENT", /trainSize.*NaN/)
    assertThrows(
      () => new ShuffleSplit({ testSize: 0.6, trainSize: 0.6 }),
      "INVALID_ARGUMENT",
      /together they are more than all/,
    )
    assertThrows(() => new ShuffleSplit({ nSplits: 0 }), "INVALID_ARGUMENT", /nSplits/)
    assertThrows(() => new ShuffleSplit({ testSize: 31 }).split(X), "INVALID_DATA", /0 to train on/)
    assertThrows(
      () => new ShuffleSplit({ testSize: 20, trainSize: 20 }).split(X),
      "INVALID_DATA",
      /together no more than 31/,
    )
    assertThrows(() => new ShuffleSplit({ trainSize: 0.01 }).split(X), "INVALID_DATA", /0 to train on/)
  })
})

describe("StratifiedShuffleSplit", () => {
  it("draws as scikit-learn does with the same seed", () => {
    const splitter = new StratifiedShuffleSplit({ nSplits: 3, testSize: 0.3, randomState: golden.seed })
    expect(plain(splitter.split(X, golden.y))).toEqual(plain(recorded("StratifiedShuffleSplit(3,testSize=0.3,seed)")))
  })

  it("refuses a class of one row and sides with fewer rows than classes", () => {
    const y = ["a", "a", "b", "b", "c", "c"]
    const splitter = new StratifiedShuffleSplit({ testSize: 2 })
    assertThrows(
      () => splitter.split(y, ["a", "a", "b", "b", "c", "c", "d"].slice(1)),
      "INVALID_DATA",
      /one only has: a, d/,
    )
    assertThrows(() => splitter.split(y, y), "INVALID_DATA", /2 rows to test are fewer than its 3 classes/)
    assertThrows(() => splitter.split(y), "INVALID_DATA", /classes of the rows are needed/)
    assertThrows(() => splitter.split(y, ["a"]), "INVALID_DATA", /X has 6 rows and y has 1/)
  })
})
