import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { categorical, float, RandomState } from "../../../src/index.ts"
import { ppf } from "../../../src/math/truncated-normal.ts"
import { Axes } from "../../../src/samplers/tpe/axes.ts"
import { Candidates } from "../../../src/samplers/tpe/candidates.ts"
import { Mixture } from "../../../src/samplers/tpe/mixture.ts"
import { anySpace, drawnFrom, randomMixture, spaceOf } from "./support.ts"

describe("Candidates", () => {
  test("lie in range and on the grid, from any mixture", () => {
    fc.assert(
      fc.property(anySpace, fc.nat(60), fc.nat(), (space, n, seed) => {
        const random = new RandomState(seed)
        const axes = new Axes(space)
        const { values } = drawnFrom(randomMixture(axes, n, random, false), 24, random)
        for (let c = 0; c < 24; c++) {
          for (const [i, place] of axes.places.entries()) {
            const value = values[c * axes.names.length + place] as number
            const distribution = axes.distributions[i]
            if (distribution === undefined || distribution.kind === "categorical" || distribution.step !== undefined) {
              expect(distribution?.contains(value)).toBe(true)
            } else {
              // As with Optuna the last bit may be out of range; the trial then draws again.
              expect(value).toBeGreaterThanOrEqual(distribution.low * (1 - 1e-12 * Math.sign(distribution.low)))
              expect(value).toBeLessThanOrEqual(distribution.high * (1 + 1e-12))
            }
          }
        }
      }),
    )
  })

  test("are quantiles of the kernels drawn, in numpy's order of draws", () => {
    const axes = new Axes(spaceOf({ c: categorical(["a", "b", "c"]), x: float(0, 1), y: float(1, 100, { log: true }) }))
    const mixture = new Mixture(axes, false)
    for (const [i, x] of [0.02, 0.5, 0.55, 0.98].entries()) mixture.insert(i, Float64Array.of(x, 1 + x, i % 3))
    mixture.settle()
    const candidates = drawnFrom(mixture, 24, new RandomState(5))

    const random = new RandomState(5)
    const kernels = random.choice(5, { size: 24, p: new Array<number>(5).fill(0.2) })
    const choices = random.rand(24)
    const quantiles = [random.rand(24), random.rand(24)]
    for (const [c, k] of kernels.entries()) {
      for (const [i, axis] of axes.numeric.entries()) {
        const mu = mixture.mean(k, i)
        const sigma = mixture.deviation(k, i)
        const q = quantiles[i]?.[c] as number
        const x = mu + sigma * ppf(q, (axis.low - mu) / sigma, (axis.high - mu) / sigma)
        expect(candidates.values[3 * c + i]).toBeCloseTo(i === 0 ? x : Math.exp(x), 12)
      }
      const weights = [0, 1, 2].map((choice) => (k === 4 ? 1 / 3 : (choice === k % 3 ? 1.2 : 0.2) / 1.6))
      const u = choices[c] as number
      const choice = u <= (weights[0] as number) ? 0 : u <= (weights[0] as number) + (weights[1] as number) ? 1 : 2
      expect(candidates.values[3 * c + 2]).toBe(choice)
    }
  })

  test("follow the prior uniformly over its range but for its bend", () => {
    const axes = new Axes(spaceOf({ x: float(0, 1) }))
    const mixture = new Mixture(axes, false)
    mixture.settle()
    const { values } = drawnFrom(mixture, 20000, new RandomState(9))
    const mean = values.reduce((sum, x) => sum + x, 0) / 20000
    expect(mean).toBeCloseTo(0.5, 2)
    // The variance of the standard normal cut at +-0.5 (scale 1).
    const variance = values.reduce((sum, x) => sum + (x - 0.5) ** 2, 0) / 20000
    expect(variance).toBeCloseTo(0.0805, 2)
  })

  test("are the same point or not by all their values", () => {
    const axes = new Axes(spaceOf({ c: categorical(["a", "b"]) }))
    const mixture = new Mixture(axes, false)
    mixture.settle()
    const candidates = new Candidates(axes, 8)
    candidates.draw(mixture, new RandomState(1))
    for (let c = 1; c < 8; c++) expect(candidates.isSame(0, c)).toBe(candidates.values[0] === candidates.values[c])
  })
})
