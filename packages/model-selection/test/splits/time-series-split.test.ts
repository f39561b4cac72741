import { assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import { TimeSeriesSplit } from "../../src/index.ts"
import { expectRecorded, plain, recorded, X } from "../golden.ts"

describe("TimeSeriesSplit", () => {
  it("splits as scikit-learn does", () => {
    expect(plain(new TimeSeriesSplit({ nSplits: 4 }).split(X))).toEqual(plain(recorded("TimeSeriesSplit(4)")))
    const gapped = new TimeSeriesSplit({ nSplits: 3, gap: 2, testSize: 4 })
    expect(plain(gapped.split(X))).toEqual(plain(recorded("TimeSeriesSplit(3,gap=2,testSize=4)")))
    expectRecorded("TimeSeriesSplit", (options) => new TimeSeriesSplit(options))
  })

  it("refuses splits that leave no rows to train on", () => {
    assertThrows(() => new TimeSeriesSplit().split([1, 2, 3, 4, 5]), "INVALID_DATA", /5 splits.*leave no rows of 5/)
    assertThrows(
      () => new TimeSeriesSplit({ testSize: 6, gap: 1 }).split(X),
      "INVALID_DATA",
      /after a gap of 1, leave no rows of 31/,
    )
  })

  it("refuses wrong options", () => {
    assertThrows(() => new TimeSeriesSplit({ gap: -1 }), "INVALID_ARGUMENT", /gap: takes a whole number from 0, got -1/)
    assertThrows(() => new TimeSeriesSplit({ testSize: 0 }), "INVALID_ARGUMENT", /testSize/)
    assertThrows(() => new TimeSeriesSplit({ maxTrainSize: 0 }), "INVALID_ARGUMENT", /maxTrainSize/)
    assertThrows(() => new TimeSeriesSplit({ nSplits: 1 }), "INVALID_ARGUMENT", /nSplits/)
  })
})
