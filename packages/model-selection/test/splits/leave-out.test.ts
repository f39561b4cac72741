import { assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import { LeaveOneGroupOut, LeaveOneOut, LeavePGroupsOut, LeavePOut, PredefinedSplit } from "../../src/index.ts"
import { expectRecorded, golden, more, plain, recorded, X } from "../golden.ts"

describe("LeaveOneOut and LeavePOut", () => {
  it("leave out as scikit-learn does", () => {
    const splits = plain(new LeaveOneOut().split(X))
    expect(splits.slice(0, 3)).toEqual(plain(recorded("LeaveOneOut[:3]")))
    expect(splits.length).toBe(31)
    const { n, p, splits: expected } = more.leavePOut
    expect(plain(new LeavePOut({ p }).split(new Float32Array(n)))).toEqual(plain(expected))
  })

  it("say how many splits there are", () => {
    expect(new LeaveOneOut().getNSplits(X)).toBe(31)
    expect([1, 2, 15, 31, 32].map((p) => new LeavePOut({ p }).getNSplits(X))).toEqual([31, 465, 300540195, 1, 0])
    assertThrows(() => new LeaveOneOut().getNSplits(), "INVALID_DATA", /X: the number of splits hangs on its rows/)
  })

  it("refuse too few rows", () => {
    assertThrows(() => new LeaveOneOut().split([1]), "INVALID_DATA", /1 rows are too few to leave 1 out/)
    assertThrows(() => new LeavePOut({ p: 3 }).split([1, 2, 3]), "INVALID_DATA", /too few/)
    assertThrows(() => new LeavePOut({ p: 0 }), "INVALID_ARGUMENT", /p: takes a whole number from 1, got 0/)
  })
})

describe("LeaveOneGroupOut and LeavePGroupsOut", () => {
  it("leave out as scikit-learn does", () => {
    expectRecorded("LeaveOneGroupOut", () => new LeaveOneGroupOut())
    expectRecorded("LeavePGroupsOut", (options) => new LeavePGroupsOut(options))
  })

  it("refuse missing and too few groups", () => {
    assertThrows(() => new LeaveOneGroupOut().split(X, golden.y), "INVALID_DATA", /groups: the group of each row/)
    assertThrows(() => new LeaveOneGroupOut().getNSplits(), "INVALID_DATA", /groups/)
    assertThrows(
      () => new LeavePGroupsOut({ nGroups: 7 }).split(X, golden.y, golden.groups),
      "INVALID_DATA",
      /7 groups are too few to leave 7 out/,
    )
  })
})

describe("PredefinedSplit", () => {
  it("tests the given folds as scikit-learn does", () => {
    expectRecorded("PredefinedSplit", (options) => new PredefinedSplit(options))
  })

  it("refuses folds that are none, and rows without one", () => {
    assertThrows(() => new PredefinedSplit({ testFold: [0, -2] }), "INVALID_ARGUMENT", /row 1 is -2/)
    assertThrows(() => new PredefinedSplit({ testFold: [0, 0.5] }), "INVALID_ARGUMENT", /row 1 is 0\.5/)
    assertThrows(() => new PredefinedSplit({ testFold: [-1] }), "INVALID_ARGUMENT", /no row has a fold/)
    assertThrows(
      () => new PredefinedSplit({ testFold: [0, 1] }).split(X),
      "INVALID_DATA",
      /X has 31 rows and testFold has 2/,
    )
  })
})
