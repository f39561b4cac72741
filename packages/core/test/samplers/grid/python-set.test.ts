import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { PythonSet } from "../../../src/samplers/grid/python-set.ts"

describe("PythonSet", () => {
  test.each([
    // list(set(range(n)) - set(without)) of CPython 3.11
    { n: 90, without: everythingBut(90, [10, 50]), order: [10, 50] },
    { n: 90, without: everythingBut(90, [7, 10]), order: [10, 7] },
    { n: 12, without: everythingBut(12, [7, 8]), order: [8, 7] },
    { n: 200, without: everythingBut(200, [3, 11, 19, 90, 150, 199]), order: [3, 199, 11, 19, 150, 90] },
    { n: 200, without: [5, 9], order: everythingBut(200, [5, 9]) },
  ])("iterates as CPython's does: $order", ({ n, without, order }) => {
    const set = PythonSet.range(n).minus(new Set(without))
    expect(set.values()).toEqual(order)
    expect(set.size).toBe(order.length)
  })

  test("iterates a difference of a difference as CPython's does", () => {
    // list(set(range(40)) - set(range(10, 30)) - {3, 8, 33})
    const first = PythonSet.range(40).minus(new Set(Array.from({ length: 20 }, (_, i) => 10 + i)))
    expect(first.minus(new Set([3, 8, 33])).values()).toEqual([
      0, 1, 2, 4, 5, 6, 7, 9, 30, 31, 32, 34, 35, 36, 37, 38, 39,
    ])
  })

  test("holds what a set difference holds", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.array(fc.nat(300)), fc.array(fc.nat(300)), (n, a, b) => {
        const set = PythonSet.range(n).minus(new Set(a)).minus(new Set(b))
        const expected = Array.from({ length: n }, (_, i) => i).filter((i) => !a.includes(i) && !b.includes(i))
        expect(set.values().sort((x, y) => x - y)).toEqual(expected)
        expect(set.size).toBe(expected.length)
      }),
    )
  })
})

function everythingBut(n: number, kept: readonly number[]): number[] {
  return Array.from({ length: n }, (_, i) => i).filter((i) => !kept.includes(i))
}
