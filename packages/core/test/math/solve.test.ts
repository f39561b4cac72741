import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { solve } from "../../src/math/solve.ts"

describe("solve", () => {
  test("finds x of A x = b, also where the first pivot is 0", () => {
    expect([...solve(Float64Array.of(0, 2, 4, 0), [6, 8])]).toEqual([2, 3])
    expect([...solve(Float64Array.of(5), [10])]).toEqual([2])
  })

  test("leaves A alone and solves it", () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true })
    const system = fc
      .integer({ min: 1, max: 6 })
      .chain((n) => fc.array(entry, { minLength: n * n + n, maxLength: n * n + n }))
    fc.assert(
      fc.property(system, (entries) => {
        const n = Math.floor(Math.sqrt(entries.length))
        // A heavy diagonal keeps A regular.
        const a = Float64Array.from(entries.slice(0, n * n), (x, i) => (i % (n + 1) === 0 ? x + 2 * n : x))
        const before = a.slice()
        const b = entries.slice(n * n)
        const x = solve(a, b)
        expect(a).toEqual(before)
        for (let i = 0; i < n; i++) {
          const sum = x.reduce((total, value, j) => total + (a[i * n + j] as number) * value, 0)
          expect(sum).toBeCloseTo(b[i] as number, 12)
        }
      }),
    )
  })
})
