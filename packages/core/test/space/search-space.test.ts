import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { compareNames } from "../../src/space/search-space.ts"

describe("compareNames", () => {
  // sorted(...) of Python 3.11
  test("sorts as Python does", () => {
    const sorted = ["", "A", "Z", "_", "a", "a1", "a10", "a2", "aa", "é", "ￜ", "𝛼"]
    expect([...sorted].reverse().sort(compareNames)).toEqual(sorted)
  })

  test("sorts by code points", () => {
    const codePoints = (text: string): number[] => [...text].map((character) => character.codePointAt(0) as number)
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        const [x, y] = [codePoints(a), codePoints(b)]
        const i = x.findIndex((point, k) => point !== y[k])
        const expected = i < 0 ? x.length - y.length : y[i] === undefined ? 1 : (x[i] as number) - (y[i] as number)
        expect(Math.sign(compareNames(a, b))).toBe(Math.sign(expected))
      }),
    )
  })
})
