import * as fc from "fast-check"
import { expect, it } from "vitest"
import { quantile } from "../../src/measuring/quantile.ts"

it.each([
  [[1, 2, 3, 4], 0.5, 2.5],
  [[1, 2, 3, 4], 0.95, 3.85],
  [[1, 2, 4, 8, 16], 0.1, 1.4],
  [[7], 0.95, 7],
  [[1, 2], 0, 1],
  [[1, 2], 1, 2],
])("of %j at %f is numpy's %f", (values, q, expected) => {
  expect(quantile(values, q)).toBeCloseTo(expected, 12)
})

it("lies between the ends, and does not fall as q grows", () => {
  const times = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const ordered = fc.property(times, share, share, (values, p, q) => {
    const sorted = values.toSorted((a, b) => a - b)
    const [low, high] = [quantile(sorted, Math.min(p, q)), quantile(sorted, Math.max(p, q))]
    const rounding = 1e-9 * (sorted.at(-1) as number)
    expect(low).toBeGreaterThanOrEqual((sorted[0] as number) - rounding)
    expect(high).toBeLessThanOrEqual((sorted.at(-1) as number) + rounding)
    expect(low).toBeLessThanOrEqual(high + rounding)
  })
  fc.assert(ordered)
})
