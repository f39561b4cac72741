import { RandomState } from "@parzen/core"
import { assertThrows } from "@parzen/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { KFold } from "../../src/index.ts"
import { golden, plain, recorded, X } from "../golden.ts"

describe("KFold", () => {
  it("makes five unshuffled folds by default", () => {
    expect(new KFold().getNSplits()).toBe(5)
    expect(plain(new KFold().split(X))).toEqual(plain(recorded("KFold(5)")))
  })

  it("shuffles as scikit-learn does with the same seed", () => {
    const splitter = new KFold({ nSplits: 4, shuffle: true, randomState: golden.seed })
    expect(plain(splitter.split(X))).toEqual(plain(recorded("KFold(4,shuffle,seed)")))
  })

  it("gives the same splits again with a seed, and goes on with a generator", () => {
    const seeded = new KFold({ shuffle: true, randomState: 3 })
    expect(plain(seeded.split(X))).toEqual(plain(seeded.split(X)))
    const carried = new KFold({ shuffle: true, randomState: new RandomState(3) })
    expect(plain(carried.split(X))).toEqual(plain(seeded.split(X)))
    expect(plain(carried.split(X))).not.toEqual(plain(seeded.split(X)))
  })

  it("differs from call to call without a seed", () => {
    const splitter = new KFold({ shuffle: true })
    const rows = Array.from({ length: 500 }, (_, i) => i)
    expect(plain(splitter.split(rows))).not.toEqual(plain(splitter.split(rows)))
  })

  it("tests every row once, in folds whose sizes differ by one at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(60), fc.option(fc.nat()), (nSplits, more, seed) => {
        const n = nSplits + more
        const options = seed === null ? { nSplits } : { nSplits, shuffle: true, randomState: seed }
        const splits = plain(new KFold(options).split(new Float64Array(n)))
        const sizes = splits.map(([, test]) => test.length)
        expect(splits.flatMap(([, test]) => test).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        for (const [train, test] of splits) expect(new Set([...train, ...test]).size).toBe(n)
      }),
    )
  })

  it("refuses wrong options and too few rows", () => {
    assertThrows(() => new KFold({ nSplits: 1 }), "INVALID_ARGUMENT", /nSplits: takes a whole number from 2, got 1/)
    assertThrows(() => new KFold({ nSplits: 2.5 }), "INVALID_ARGUMENT", /2\.5/)
    assertThrows(() => new KFold({ randomState: 0 }), "INVALID_ARGUMENT", /no effect without shuffle/)
    assertThrows(() => new KFold({ shuffle: true, randomState: -1 }), "INVALID_SEED", /randomState.*-1/)
    assertThrows(
      () => new KFold({ shuffle: 1 as unknown as boolean }),
      "INVALID_ARGUMENT",
      /shuffle: takes true or false, got 1/,
    )
    assertThrows(() => new KFold().split([[1], [2]]), "INVALID_DATA", /5 folds need as many rows or more, X has 2/)
  })
})
