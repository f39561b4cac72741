import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { pairwiseSum } from "../../src/math/pairwise-sum.ts"
import { between } from "./recorded.ts"

// Numbers over 17 decades, whose sum depends on the order.
const values = Float64Array.from(
  { length: 5000 },
  (_, i) => (((i * 7919) % 1009) / 1009) * Number(`1e${((i * 31) % 17) - 8}`),
)

describe("pairwiseSum", () => {
  test("of nothing is 0", () => {
    expect(pairwiseSum(new Float64Array(0))).toBe(0)
    expect(pairwiseSum(Float64Array.of(-0))).toBe(0)
  })

  test("is as near the exact sum as pairs make it", () => {
    fc.assert(
      fc.property(fc.array(between(0, 1), { maxLength: 600 }), (terms) => {
        const units = terms.map((term) => Math.round(term * 2 ** 40))
        const exact = units.reduce((sum, unit) => sum + unit, 0) / 2 ** 40
        return pairwiseSum(Float64Array.from(units, (unit) => unit / 2 ** 40)) === exact
      }),
    )
  })

  // numpy 2.4.6: values[:n].sum()
  test.each([
    [1, 0],
    [7, 9867892.517737607],
    [8, 9961747.820017092],
    [9, 9961826.511791125],
    [127, 390676581.2868943],
    [128, 390676655.5188072],
    [129, 390676655.57787555],
    [136, 392044285.31714183],
    [1000, 3193469987.739605],
    [1025, 3195405363.6847425],
    [5000, 16439307530.821218],
  ])("of %i numbers is numpy's to the last bit", (n, sum) => {
    expect(pairwiseSum(values, 0, n)).toBe(sum)
  })

  test("takes a range", () => {
    expect(pairwiseSum(values, 3, 2500)).toBe(8089817972.935817)
  })
})
