import { assertThrows, warningsOf } from "@parzen/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { StratifiedKFold } from "../../src/index.ts"
import { golden, plain, recorded, X } from "../golden.ts"

describe("StratifiedKFold", () => {
  it("splits as scikit-learn does", () => {
    expect(plain(new StratifiedKFold({ nSplits: 4 }).split(X, golden.y))).toEqual(plain(recorded("StratifiedKFold(4)")))
  })

  it("shuffles as scikit-learn does with the same seed", () => {
    const splitter = new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: golden.seed })
    expect(plain(splitter.split(X, golden.y))).toEqual(plain(recorded("StratifiedKFold(5,shuffle,seed)")))
  })

  it("takes strings, booleans and typed arrays for labels", () => {
    const options = { nSplits: 3, shuffle: true, randomState: 1 }
    const y = [7, 7, 2, 2, 7, 2, 7, 2]
    const expected = plain(new StratifiedKFold(options).split(y, y))
    expect(plain(new StratifiedKFold(options).split(y, Int32Array.from(y)))).toEqual(expected)
    expect(
      plain(
        new StratifiedKFold(options).split(
          y,
          y.map((label) => (label === 7 ? "yes" : "no")),
        ),
      ),
    ).toEqual(expected)
    expect(
      plain(
        new StratifiedKFold(options).split(
          y,
          y.map((label) => label === 7),
        ),
      ),
    ).toEqual(expected)
  })

  it("gives every fold each class's share of rows, rounded up or down", () => {
    const labels = fc.array(fc.constantFrom(3, -1, 0), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(labels, fc.integer({ min: 2, max: 5 }), fc.option(fc.nat()), (some, nSplits, seed) => {
        const y = [...some, ...[3, -1, 0].flatMap((label) => Array<number>(nSplits).fill(label))]
        const options = seed === null ? { nSplits } : { nSplits, shuffle: true, randomState: seed }
        for (const [, test] of plain(new StratifiedKFold(options).split(y, y))) {
          for (const label of [3, -1, 0]) {
            const share = y.filter((other) => other === label).length / nSplits
            const got = test.filter((row) => y[row] === label).length
            expect([Math.floor(share), Math.ceil(share)]).toContain(got)
          }
        }
      }),
    )
  })

  it("warns where a class has fewer rows than there are folds", async () => {
    const y = [0, 0, 0, 0, 1, 1]
    const said = await warningsOf(() => new StratifiedKFold({ nSplits: 4 }).split(y, y))
    expect(said).toEqual([expect.stringMatching(/smallest class has 2 rows/)])
  })

  it("refuses what are no classes", () => {
    const splitter = new StratifiedKFold({ nSplits: 2 })
    const split = (y: unknown) => () => splitter.split([[1], [2], [3], [4]], y as number[])
    assertThrows(split(undefined), "INVALID_DATA", /y: the classes of the rows are needed/)
    assertThrows(split([0, 1, 0]), "INVALID_DATA", /X has 4 rows and y has 3/)
    assertThrows(split([0, 1, 0.5, 1]), "INVALID_DATA", /classes are whole numbers.*row 2 is 0\.5/)
    assertThrows(split([0, 1, NaN, 1]), "INVALID_DATA", /row 2 is NaN/)
    assertThrows(split([0, 1, null, 1]), "INVALID_DATA", /row 2 is null/)
    assertThrows(split([0, 1, "1", 1]), "INVALID_DATA", /row 0 is a number, row 2 a string/)
    assertThrows(
      () => new StratifiedKFold({ nSplits: 4 }).split([0, 0, 1, 1], [0, 0, 1, 1]),
      "INVALID_DATA",
      /more than the rows of any class/,
    )
  })
})
