import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { MAX_SOBOL_DIMENSIONS, SobolSequence } from "../../src/math/sobol.ts"
import { Generator } from "../../src/random/generator.ts"
import { recorded } from "./recorded.ts"

/** The coordinates recorded of one point: first, middle and last. */
type RecordedPoint = readonly [
  kind: string,
  dimensions: number,
  scramble: boolean,
  seed: number,
  index: number,
  first: number,
  middle: number,
  last: number,
]

const RECORDED = recorded<readonly RecordedPoint[]>("math/fixtures/sequences.json")

function sequence(dimensions: number, seed?: number): SobolSequence {
  if (seed === undefined) return new SobolSequence(dimensions)
  const random = new Generator(seed)
  return new SobolSequence(dimensions, () => random.integers(2))
}

describe("SobolSequence", () => {
  test("begins as Joe and Kuo's example", () => {
    const { point } = { point: (i: number): number[] => [...sequence(2).point(i)] }
    expect(Array.from({ length: 8 }, (_, i) => point(i))).toEqual([
      [0, 0],
      [0.5, 0.5],
      [0.75, 0.25],
      [0.25, 0.75],
      [0.375, 0.375],
      [0.875, 0.875],
      [0.625, 0.125],
      [0.125, 0.625],
    ])
  })

  test("puts one of the first 2^k points into each of 2^k equal intervals, in every dimension, scrambled or not", () => {
    const anyDimension = fc.integer({ min: 0, max: MAX_SOBOL_DIMENSIONS - 1 })
    const plain = sequence(MAX_SOBOL_DIMENSIONS)
    const scrambled = sequence(MAX_SOBOL_DIMENSIONS, 9)
    const points = [plain, scrambled].map((of) => Array.from({ length: 256 }, (_, i) => of.point(i)))
    fc.assert(
      fc.property(anyDimension, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 1 }), (d, k, which) => {
        const first = (points[which] ?? []).slice(0, 2 ** k)
        expect(new Set(first.map((point) => Math.floor((point[d] as number) * 2 ** k))).size).toBe(2 ** k)
      }),
    )
  })

  test("gives scipy's points", () => {
    const own = RECORDED.filter(([kind]) => kind === "sobol")
    expect(own.length).toBeGreaterThan(40)
    const made = new Map<string, SobolSequence>()
    for (const [, dimensions, scramble, seed, index, first, middle, last] of own) {
      const key = `${dimensions} ${scramble} ${seed}`
      const of = made.get(key) ?? sequence(dimensions, scramble ? seed : undefined)
      made.set(key, of)
      const point = of.point(index)
      expect([point[0], point[dimensions >> 1], point[dimensions - 1]]).toEqual([first, middle, last])
    }
  })
})
