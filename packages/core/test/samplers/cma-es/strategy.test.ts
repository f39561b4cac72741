import { describe, expect, test } from "vitest"
import { defaultPopsize, fullStrategy, separableStrategy } from "../../../src/samplers/cma-es/strategy.ts"

describe("the strategy", () => {
  // What pycma prints when it starts: "(3_w,6)-aCMA-ES (mu_w=2.0,w_1=63%) in dimension 2" and so on.
  test.each([
    [2, 6, 3, 2.0, 63],
    [3, 7, 3, 2.3, 58],
    [5, 8, 4, 2.6, 52],
    [10, 10, 5, 3.2, 45],
    [20, 12, 6, 3.7, 40],
  ])(
    "in %d dimensions has λ = %d, μ = %d, μ_eff = %d and a first weight of %d %%",
    (n, popsize, mu, muEff, percent) => {
      expect(defaultPopsize(n)).toBe(popsize)
      const strategy = fullStrategy(n, popsize)
      expect(strategy.mu).toBe(mu)
      expect(strategy.muEff).toBeCloseTo(muEff, 1)
      expect(Math.floor(100 * (strategy.weights[0] as number))).toBe(percent)
    },
  )

  test.each([2, 3, 4, 7, 12, 100, 1001])(
    "at λ = %d has weights that fall, sum to 1 up to μ, and are negative after",
    (popsize) => {
      for (const n of [1, 2, 5, 40]) {
        const { mu, weights, c1, cmu, cSigma, cc } = fullStrategy(n, popsize)
        expect(weights.slice(0, mu).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12)
        expect(weights.toSorted().toReversed()).toEqual(weights)
        expect(weights.at(-1)).toBeLessThan(0)
        for (const rate of [c1, cSigma, cc, 1 - c1 - cmu]) {
          expect(rate).toBeGreaterThan(0)
          expect(rate).toBeLessThan(1)
        }
        // C stays positive definite: what is taken away is less than what is there (eq. 52).
        const negative = weights.reduce((sum, w) => sum + Math.min(w, 0), 0)
        expect(cmu * n * -negative).toBeLessThanOrEqual((1 - c1 - cmu) * (1 + 1e-12))
      }
    },
  )

  test("learns a diagonal (n + 2) / 3 times as fast", () => {
    const { muEff, cmu, weights } = separableStrategy(10, 10)
    const full = 2 / muEff / (10 + Math.SQRT2) ** 2 + (1 - 1 / muEff) * ((2 * muEff - 1) / (144 + muEff))
    expect(cmu / full).toBeCloseTo(4, 12)
    expect(weights.length).toBe(5)
  })
})
