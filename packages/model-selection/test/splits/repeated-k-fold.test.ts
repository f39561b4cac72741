import { assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import { RepeatedKFold, RepeatedStratifiedKFold } from "../../src/index.ts"
import { golden, plain, recorded, X } from "../golden.ts"

const options = { nSplits: 3, nRepeats: 2, randomState: golden.seed }

describe("RepeatedKFold", () => {
  it("splits as scikit-learn does with the same seed", () => {
    expect(plain(new RepeatedKFold(options).split(X))).toEqual(plain(recorded("RepeatedKFold(3,repeats=2,seed)")))
  })

  it("makes ten times five folds by default", () => {
    expect(new RepeatedKFold().getNSplits()).toBe(50)
    expect(plain(new RepeatedKFold().split(X)).length).toBe(50)
  })

  it("refuses wrong options and too few rows at once", () => {
    assertThrows(
      () => new RepeatedKFold({ nRepeats: 0 }),
      "INVALID_ARGUMENT",
      /nRepeats: takes a whole number from 1, got 0/,
    )
    assertThrows(() => new RepeatedKFold({ nSplits: 1 }), "INVALID_ARGUMENT", /nSplits/)
    assertThrows(() => new RepeatedKFold({ randomState: 0.5 }), "INVALID_SEED", /randomState/)
    assertThrows(() => new RepeatedKFold().split([1, 2]), "INVALID_DATA", /X has 2/)
  })
})

describe("RepeatedStratifiedKFold", () => {
  it("splits as scikit-learn does with the same seed", () => {
    const splits = new RepeatedStratifiedKFold(options).split(X, golden.y)
    expect(plain(splits)).toEqual(plain(recorded("RepeatedStratifiedKFold(3,repeats=2,seed)")))
    expect(new RepeatedStratifiedKFold(options).getNSplits()).toBe(6)
  })

  it("refuses missing classes at once", () => {
    assertThrows(() => new RepeatedStratifiedKFold().split(X), "INVALID_DATA", /y: the classes/)
  })
})
