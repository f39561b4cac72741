import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { categorical, float, int, RandomState } from "../../../src/index.ts"
import { Axes } from "../../../src/samplers/tpe/axes.ts"
import { logDensity } from "../../../src/samplers/tpe/kernel-sum.ts"
import { Mixture } from "../../../src/samplers/tpe/mixture.ts"
import { anySpace, drawnFrom, randomPoint, spaceOf } from "./support.ts"

/** Means, bandwidths, choices and shares by trial number: all that defines the density. */
function definition(mixture: Mixture): unknown {
  const { axes, size } = mixture
  return Array.from({ length: size + 1 }, (_, k) => [
    mixture.shares()[k],
    axes.numeric.map((_, i) => [mixture.mean(k, i), mixture.deviation(k, i)]),
    k < size ? axes.categorical.map((_, i) => mixture.choice(k, i)) : [],
  ])
}

/** The bandwidths as they are defined, over all observations at once (Optuna 5.0.0). */
function bandwidths(observed: readonly number[], low: number, high: number): number[] {
  const order = observed.map((_, i) => i).sort((a, b) => (observed[a] as number) - (observed[b] as number) || a - b)
  const sorted = [low, ...order.map((i) => observed[i] as number), high]
  const n = observed.length
  const gaps = sorted.slice(1).map((x, i) => x - (sorted[i] as number))
  const sigma = Array.from({ length: n }, (_, i) => Math.max(gaps[i] as number, gaps[i + 1] as number))
  if (n >= 2) {
    sigma[0] = gaps[1] as number
    sigma[n - 1] = gaps[n - 1] as number
  }
  const result: number[] = []
  for (const [place, i] of order.entries()) {
    result[i] = Math.min(Math.max(sigma[place] as number, (high - low) / Math.min(100, n + 2)), high - low)
  }
  return result
}

describe("Mixture", () => {
  test("of nothing is the prior alone", () => {
    const mixture = new Mixture(new Axes(spaceOf({ x: float(-1, 3) })), true)
    mixture.settle()
    expect([mixture.shares(), mixture.mean(0, 0), mixture.deviation(0, 0)]).toEqual([Float64Array.of(1), 1, 4])
  })

  test("weighs the last 25 observations fully and ramps up to them, the prior's kernel being one more", () => {
    const mixture = new Mixture(new Axes(spaceOf({ x: float(0, 1) })), true)
    for (let i = 0; i < 28; i++) mixture.insert(i, Float64Array.of(i / 28))
    mixture.settle()
    const sum = 1 / 28 + (1 / 28 + 1) / 2 + 1 + 25 + 1
    const expected = [1 / 28, (1 / 28 + 1) / 2, 1, ...new Array<number>(26).fill(1)].map((weight) => weight / sum)
    expect(mixture.shares()).toHaveLength(29)
    for (const [k, share] of mixture.shares().entries()) expect(share).toBeCloseTo(expected[k] as number, 15)
  })

  test("weighs all alike without decay", () => {
    const mixture = new Mixture(new Axes(spaceOf({ x: float(0, 1) })), false)
    for (let i = 0; i < 49; i++) mixture.insert(i, Float64Array.of(i / 49))
    mixture.settle()
    expect(new Set(mixture.shares())).toEqual(new Set([1 / 50]))
  })

  test("has the bandwidths of the larger gap, clipped, whatever came and went before", () => {
    const value = fc.oneof(fc.double({ min: -2, max: 6, noNaN: true }), fc.integer({ min: 0, max: 4 }))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 130 }), fc.array(value, { maxLength: 40 }), (kept, gone) => {
        const mixture = new Mixture(new Axes(spaceOf({ x: float(0, 4) })), true)
        for (const [i, x] of gone.entries()) mixture.insert(1000 + i, Float64Array.of(x))
        mixture.settle()
        for (const [i, x] of kept.entries()) mixture.insert(i, Float64Array.of(x))
        for (const i of gone.keys()) expect(mixture.remove(1000 + i, new Float64Array(1))).toBe(true)
        mixture.settle()
        expect(kept.map((_, k) => mixture.deviation(k, 0))).toEqual(bandwidths(kept, 0, 4))
      }),
    )
  })

  test("is the same however it came about: filled at once, or by inserting and removing in any order", () => {
    fc.assert(
      fc.property(anySpace, fc.nat(250), fc.nat(), (space, n, seed) => {
        const random = new RandomState(seed)
        const axes = new Axes(space)
        const points = Array.from({ length: n }, () => randomPoint(axes, random))
        const grown = new Mixture(axes, true)
        for (const number of random.permutation(n)) grown.insert(number, points[number] as Float64Array)
        const spare = randomPoint(axes, random)
        for (let i = 0; i < n; i += 3) {
          grown.remove(i, spare)
          grown.settle()
          grown.insert(i, spare)
        }
        grown.settle()
        const filled = new Mixture(axes, true)
        filled.fill([...points.keys()], Float64Array.from(points.flatMap((point) => [...point])))
        filled.settle()
        expect(definition(grown)).toEqual(definition(filled))
        const candidates = drawnFrom(filled, 4, random)
        for (let c = 0; c < 4; c++) {
          const expected = logDensity(filled, candidates, c, Infinity)
          expect(logDensity(grown, candidates, c, Infinity)).toBeCloseTo(expected, 5)
        }
      }),
    )
  })

  test("gives back the point of what it lets go, and lets go only what it has", () => {
    const axes = new Axes(spaceOf({ c: categorical(["a", "b"]), k: int(0, 9), x: float(0, 1) }))
    const mixture = new Mixture(axes, true)
    const point = new Float64Array(3)
    expect(mixture.remove(7, point)).toBe(false)
    mixture.insert(7, Float64Array.of(0.25, 3, 1))
    expect(mixture.remove(6, point)).toBe(false)
    expect(mixture.remove(7, point)).toBe(true)
    expect([[...point], mixture.size]).toEqual([[0.25, 3, 1], 0])
  })
})
