import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { float, int, RandomState } from "../../../src/index.ts"
import { Axes } from "../../../src/samplers/tpe/axes.ts"
import type { Candidates } from "../../../src/samplers/tpe/candidates.ts"
import { exactLogDensity } from "../../../src/samplers/tpe/exact-density.ts"
import { logDensity } from "../../../src/samplers/tpe/kernel-sum.ts"
import { Mixture } from "../../../src/samplers/tpe/mixture.ts"
import { anySpace, drawnFrom, randomMixture, spaceOf } from "./support.ts"

/** What {@link logDensity} answers, by the arithmetic that looks at every kernel. */
function exactly(mixture: Mixture, candidates: Candidates, c: number): number {
  const prior = new Mixture(mixture.axes, true)
  prior.settle()
  const share = mixture.shares()[mixture.size] as number
  return exactLogDensity(mixture, candidates, c) - exactLogDensity(prior, candidates, c) - Math.log(share)
}

describe("logDensity", () => {
  test("is the sum over all kernels, for any space and any number of them", () => {
    fc.assert(
      fc.property(anySpace, fc.nat(300), fc.nat(), (space, n, seed) => {
        const random = new RandomState(seed)
        const axes = new Axes(space)
        const mixture = randomMixture(axes, n, random)
        const candidates = drawnFrom(randomMixture(axes, 10, random), 6, random)
        for (let c = 0; c < candidates.count; c++) {
          expect(logDensity(mixture, candidates, c, Infinity)).toBeCloseTo(exactly(mixture, candidates, c), 5)
        }
      }),
    )
  })

  test("is exact up to its limit, and above it only says so", () => {
    fc.assert(
      fc.property(
        anySpace,
        fc.nat(400),
        fc.nat(),
        fc.double({ min: -3, max: 20, noNaN: true }),
        (space, n, seed, limit) => {
          const random = new RandomState(seed)
          const mixture = randomMixture(new Axes(space), n, random)
          const candidates = drawnFrom(mixture, 6, random)
          for (let c = 0; c < candidates.count; c++) {
            const exact = logDensity(mixture, candidates, c, Infinity)
            const answer = logDensity(mixture, candidates, c, limit)
            if (exact <= limit) expect(answer).toBeCloseTo(exact, 5)
            else expect(answer).toBeGreaterThan(limit - 1e-5)
          }
        },
      ),
    )
  })

  test("overflows nowhere in hundreds of dimensions", () => {
    const axes = new Axes(new Map(Array.from({ length: 300 }, (_, i) => [`x${i}`, float(0, 1)])))
    const random = new RandomState(1)
    const mixture = randomMixture(axes, 200, random)
    const candidates = drawnFrom(mixture, 3, random)
    for (let c = 0; c < 3; c++) {
      const density = logDensity(mixture, candidates, c, Infinity)
      expect(density).toBeGreaterThan(300)
      expect(density / exactly(mixture, candidates, c)).toBeCloseTo(1, 9)
    }
  })

  test("knows kernels whose mean lies so far out of range that their mass there is no number", () => {
    const axes = new Axes(spaceOf({ k: int(0, 8), l: int(0, 800), m: int(0, 1000), n: int(0, 1000) }))
    const mixture = new Mixture(axes, true)
    for (let i = 0; i < 150; i++) mixture.insert(i, Float64Array.of(20 + (i % 3), 2000 - i, 1500 + (i % 7), 1800 - i))
    mixture.settle()
    const candidates = drawnFrom(mixture, 24, new RandomState(0))
    for (let c = 0; c < 24; c++) {
      expect(logDensity(mixture, candidates, c, Infinity)).toBeCloseTo(exactly(mixture, candidates, c), 5)
    }
  })
})
