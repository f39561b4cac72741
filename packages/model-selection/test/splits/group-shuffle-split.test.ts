import { assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import { GroupShuffleSplit } from "../../src/index.ts"
import { expectRecorded, golden, plain, X } from "../golden.ts"

describe("GroupShuffleSplit", () => {
  it("draws as scikit-learn does with the same seed", () => {
    expectRecorded("GroupShuffleSplit", (options) => new GroupShuffleSplit(options))
  })

  it("tests a fifth of the groups, rounded up, five times by default", () => {
    const splits = plain(new GroupShuffleSplit().split(X, undefined, golden.groups))
    expect(splits.map(([, test]) => new Set(test.map((row) => golden.groups[row])).size)).toEqual(Array(5).fill(2))
  })

  it("refuses missing groups and sizes that do not fit", () => {
    assertThrows(() => new GroupShuffleSplit().split(X), "INVALID_DATA", /groups/)
    assertThrows(
      () => new GroupShuffleSplit({ testSize: 7 }).split(X, undefined, golden.groups),
      "INVALID_DATA",
      /^testSize 7 of 7 groups: 7 to test and 0 to train on/,
    )
    assertThrows(() => new GroupShuffleSplit({ trainSize: -1 }), "INVALID_ARGUMENT", /trainSize/)
  })
})
