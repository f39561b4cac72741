import { assertThrows } from "@parzen/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { GroupKFold, StratifiedGroupKFold } from "../../src/index.ts"
import { expectRecorded, golden, plain, recorded, X } from "../golden.ts"

const rows = fc.array(fc.record({ group: fc.integer({ min: 0, max: 8 }), label: fc.constantFrom("a", "b") }), {
  maxLength: 40,
})

describe("GroupKFold", () => {
  it("splits as scikit-learn does", () => {
    expect(plain(new GroupKFold({ nSplits: 4 }).split(X, golden.y, golden.groups))).toEqual(
      plain(recorded("GroupKFold(4)")),
    )
    expectRecorded("GroupKFold", (options) => new GroupKFold(options))
  })

  it("takes names for groups", () => {
    const names = golden.groups.map((group) => `patient ${group}`)
    expect(plain(new GroupKFold({ nSplits: 4 }).split(X, undefined, names))).toEqual(plain(recorded("GroupKFold(4)")))
  })

  it("refuses missing groups and fewer groups than folds", () => {
    const splitter = new GroupKFold({ nSplits: 2 })
    assertThrows(() => splitter.split(X), "INVALID_DATA", /groups: the group of each row is needed/)
    assertThrows(
      () => splitter.split([[1], [2]], [0, 1], [5, 5]),
      "INVALID_DATA",
      /2 folds need as many groups or more, got 1/,
    )
    assertThrows(() => splitter.split([[1], [2]], [0, 1], [5]), "INVALID_DATA", /X has 2 rows and groups has 1/)
    assertThrows(
      () => splitter.split([[1], [2]], [0, 1], [5, NaN]),
      "INVALID_DATA",
      /groups: takes finite numbers.*row 1 is NaN/,
    )
  })
})

describe("StratifiedGroupKFold", () => {
  it("splits as scikit-learn does", () => {
    expectRecorded("StratifiedGroupKFold", (options) => new StratifiedGroupKFold(options))
  })

  it("refuses missing groups or classes, and too few of them", () => {
    const splitter = new StratifiedGroupKFold({ nSplits: 2 })
    assertThrows(() => splitter.split(X, golden.y), "INVALID_DATA", /groups: the group of each row/)
    assertThrows(() => splitter.split(X, undefined, golden.groups), "INVALID_DATA", /y: the classes of the rows/)
    assertThrows(() => splitter.split([[1], [2]], [0, 1], [0, 1]), "INVALID_DATA", /more than the rows of any class/)
    assertThrows(() => splitter.split([[1], [2]], [0, 0], [7, 7]), "INVALID_DATA", /as many groups or more/)
  })
})

describe("GroupKFold and StratifiedGroupKFold", () => {
  it("test every row once and never part a group", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 4 }), fc.option(fc.nat()), (some, nSplits, seed) => {
        const all = [
          ...some,
          ...Array.from({ length: 4 }, (_, i) => [
            { group: 9 + i, label: "a" },
            { group: 9 + i, label: "b" },
          ]).flat(),
        ]
        const groups = all.map(({ group }) => group)
        const y = all.map(({ label }) => label)
        const options = seed === null ? { nSplits } : { nSplits, shuffle: true, randomState: seed }
        for (const splitter of [new GroupKFold(options), new StratifiedGroupKFold(options)]) {
          const splits = plain(splitter.split(y, y, groups))
          expect(splits.flatMap(([, test]) => test).sort((a, b) => a - b)).toEqual([...all.keys()])
          for (const [train, test] of splits) {
            const trained = new Set(train.map((row) => groups[row]))
            expect(test.some((row) => trained.has(groups[row]))).toBe(false)
          }
        }
      }),
    )
  })
})
