import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { wilcoxon } from "../../src/math/wilcoxon.ts"
import { recorded, relativeError } from "./recorded.ts"

interface Case {
  differences: number[]
  alternative: "greater" | "less"
  pvalue: number
}
const golden = recorded<Case[]>("golden/values/wilcoxon.json")
// scipy.stats.wilcoxon of scipy 1.17.1 at random, with ties, with zeros, and with nothing but zeros.
const random = recorded<Case[]>("math/golden/wilcoxon.json")

describe("wilcoxon", () => {
  test("of nothing is NaN", () => {
    expect(wilcoxon([], "greater")).toBeNaN()
  })

  test("is certain of nothing where all is zero", () => {
    expect(wilcoxon([0, 0, 0], "greater")).toBe(1)
    expect(wilcoxon([0, 0, 0], "less")).toBe(1)
    expect(wilcoxon(new Array<number>(20).fill(0), "greater")).toBe(0.5)
  })

  test("counts the signs of five differences by hand", () => {
    expect(wilcoxon([1, 2, 3, 4, 5], "greater")).toBe(1 / 32)
    expect(wilcoxon([-1, 2, 3, 4, 5], "greater")).toBe(2 / 32)
    expect(wilcoxon([1, -2, -3, -4, -5], "less")).toBe(2 / 32)
    expect(wilcoxon([1, 1], "greater")).toBe(1 / 4)
  })

  // Critical values of the signed-rank statistic (Wilcoxon & Wilcox 1964): one-sided, at most 5 %.
  test.each([
    [5, 0],
    [8, 5],
    [10, 10],
    [15, 30],
    [20, 60],
    [25, 100],
  ])("of %i differences falls below 5%% at the tabled rank sum %i", (n, critical) => {
    expect(wilcoxon(withRankSum(n, critical), "less")).toBeLessThanOrEqual(0.05)
    expect(wilcoxon(withRankSum(n, critical + 1), "less")).toBeGreaterThan(0.05)
  })

  test("turns round with the signs", () => {
    const differences = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 70 })
    fc.assert(
      fc.property(differences, (d) => {
        const flipped = d.map((x) => -x)
        expect(relativeError(wilcoxon(d, "less"), wilcoxon(flipped, "greater"))).toBeLessThan(1e-12)
      }),
    )
  })

  test("does not depend on order or scale", () => {
    const differences = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(differences, (d) => {
        expect(wilcoxon(d.map((x) => 4 * x).reverse(), "greater")).toBe(wilcoxon(d, "greater"))
      }),
    )
  })

  test.each([...golden, ...random])(
    "repeats scipy's: $alternative, $pvalue",
    ({ differences, alternative, pvalue }) => {
      expect(relativeError(wilcoxon(differences, alternative), pvalue)).toBeLessThan(1e-12)
    },
  )
})

/** Differences 1..n, those positive whose ranks sum to `sum`. */
function withRankSum(n: number, sum: number): number[] {
  const differences = Array.from({ length: n }, (_, i) => -(i + 1))
  let left = sum
  for (let rank = n; rank > 0; rank--) {
    if (rank > left) continue
    differences[rank - 1] = rank
    left -= rank
  }
  return differences
}
