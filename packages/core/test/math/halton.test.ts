import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { HaltonSequence } from "../../src/math/halton.ts"
import { Generator } from "../../src/random/generator.ts"
import { recorded } from "./recorded.ts"

type RecordedPoint = readonly [string, number, boolean, number, number, number, number, number]

function sequence(dimensions: number, seed?: number): HaltonSequence {
  if (seed === undefined) return new HaltonSequence(dimensions)
  const random = new Generator(seed)
  return new HaltonSequence(dimensions, (digits) => random.shuffle(digits))
}

describe("HaltonSequence", () => {
  test("mirrors the digits of the index in base 2, 3, 5", () => {
    const of = sequence(3)
    expect([...of.point(0)]).toEqual([0, 0, 0])
    expect([...of.point(1)]).toEqual([1 / 2, 1 / 3, 1 / 5])
    expect([...of.point(6)]).toEqual([3 / 8, 2 * (1 / 9), 1 / 5 + 1 / 25].map((x) => expect.closeTo(x, 15)))
  })

  test("puts one of any b^k points in a row into each of b^k equal intervals, scrambled or not", () => {
    const bases = [2, 3, 5, 7]
    fc.assert(
      fc.property(fc.nat(3), fc.nat(1e6), fc.option(fc.nat(1000), { nil: undefined }), (d, start, seed) => {
        const base = bases[d] as number
        const n = base ** 2
        const of = sequence(4, seed)
        // Ends of intervals are rounded, so that they are looked at a little above.
        const cells = Array.from({ length: n }, (_, i) => Math.floor((of.point(start + i)[d] as number) * n + 1e-9))
        expect(new Set(cells).size).toBe(n)
      }),
    )
  })

  test("gives scipy's points", () => {
    const own = recorded<readonly RecordedPoint[]>("math/fixtures/sequences.json").filter(([kind]) => kind === "halton")
    expect(own.length).toBeGreaterThan(40)
    const made = new Map<string, HaltonSequence>()
    for (const [, dimensions, scramble, seed, index, first, middle, last] of own) {
      const key = `${dimensions} ${scramble} ${seed}`
      const of = made.get(key) ?? sequence(dimensions, scramble ? seed : undefined)
      made.set(key, of)
      const point = of.point(index)
      expect([point[0], point[dimensions >> 1], point[dimensions - 1]]).toEqual([first, middle, last])
    }
  })
})
