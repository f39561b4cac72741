import { expect, it } from "vitest"
import { mean } from "../src/mean.ts"

it("sums in numpy's order", () => {
  const roots = (n: number): number[] => Array.from({ length: n }, (_, i) => Math.sqrt(i))
  // numpy 2.4.6: np.mean(np.sqrt(np.arange(n)))
  expect([5, 9, 100, 200, 1000].map((n) => mean(roots(n)))).toEqual([
    1.2292528739883946, 1.8117778362261912, 6.6146294710314795, 9.391710377023092, 21.065833110879048,
  ])
  expect(mean([])).toBeNaN()
})
