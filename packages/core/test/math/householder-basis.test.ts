import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { householderBasis } from "../../src/math/householder-basis.ts"
import { between } from "./recorded.ts"

function product(rows: Float64Array, n: number, i: number, j: number): number {
  let sum = 0
  for (let k = 0; k < n; k++) sum += (rows[i * n + k] as number) * (rows[j * n + k] as number)
  return sum
}

describe("householderBasis", () => {
  // numpy.linalg.qr(numpy.array([first, e2, ..., en]).T)[0].T
  test.each([
    [
      [1, 0, 0],
      [1, 0, 0, 0, 1, 0, 0, 0, 1],
    ],
    [
      [0, 1],
      [0, -1, -1, 0],
    ],
    [
      [0.6, 0.8],
      [-0.6, -0.8, -0.8, 0.6],
    ],
    [
      [-0.6, 0.8],
      [-0.6, 0.8, 0.8, 0.6],
    ],
    [
      [0, 1, -1e-162],
      [0, -1, 0, 0, 0, -1, 1, 0, 0],
    ],
    [
      [0, 0.6, 0.8],
      [0, -0.6, -0.8, 0, -0.8, 0.6, -1, 0, 0],
    ],
  ])("of %j has numpy's signs", (first, basis) => {
    householderBasis(first).forEach((x, i) => expect(x).toBeCloseTo(basis[i] as number, 14))
  })

  test("is orthonormal, with the given vector first", () => {
    const vector = fc
      .array(between(-1, 1), { minLength: 1, maxLength: 9 })
      .filter((v) => Math.hypot(...v) > 0.01)
      .map((v) => v.map((x) => x / Math.hypot(...v)))
    fc.assert(
      fc.property(vector, (first) => {
        const n = first.length
        const basis = householderBasis(first)
        for (let i = 0; i < n; i++) {
          expect(Math.abs(basis[i] as number)).toBeCloseTo(Math.abs(first[i] as number), 12)
          for (let j = 0; j < n; j++) expect(product(basis, n, i, j)).toBeCloseTo(i === j ? 1 : 0, 12)
        }
      }),
    )
  })
})
