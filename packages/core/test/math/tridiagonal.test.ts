import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { identity, product } from "../../src/math/square-matrix.ts"
import { tridiagonal } from "../../src/math/tridiagonal.ts"
import { between } from "./recorded.ts"

const difference = (a: Float64Array, b: Float64Array): number =>
  Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number))))

function transposed(matrix: Float64Array, n: number): Float64Array {
  return new Float64Array(n * n).map((_, k) => matrix[(k % n) * n + Math.floor(k / n)] as number)
}

describe("tridiagonal", () => {
  test("leaves a matrix that is tridiagonal already as it is", () => {
    const { diagonal, below, basis } = tridiagonal(Float64Array.of(1, 2, 0, 2, 3, -4, 0, -4, 5), 3)
    expect([...diagonal, ...below]).toEqual([1, 3, 5, 2, -4, 0])
    expect(basis).toEqual(identity(3))
  })

  test("reflects a column onto the other side of its first number, as dsytrd does", () => {
    const { below } = tridiagonal(Float64Array.of(0, 3, 4, 3, 0, 0, 4, 0, 0), 3)
    expect(below[0]).toBe(-5)
  })

  test("turns any symmetric matrix by an orthogonal one", () => {
    const symmetric = fc.integer({ min: 1, max: 8 }).chain((n) =>
      fc.array(between(-1, 1), { minLength: n * n, maxLength: n * n }).map((numbers) => {
        const matrix = Float64Array.from(numbers)
        return { n, matrix: matrix.map((_, k) => matrix[Math.max(k, (k % n) * n + Math.floor(k / n))] as number) }
      }),
    )
    fc.assert(
      fc.property(symmetric, ({ n, matrix }) => {
        const { diagonal, below, basis } = tridiagonal(matrix, n)
        const T = new Float64Array(n * n).map((_, k) => {
          const [i, j] = [Math.floor(k / n), k % n]
          return i === j ? (diagonal[i] as number) : Math.abs(i - j) === 1 ? (below[Math.min(i, j)] as number) : 0
        })
        const Q = transposed(basis, n)
        expect(difference(product(Q, basis, n), identity(n))).toBeLessThan(1e-14)
        expect(difference(product(product(Q, T, n), basis, n), matrix)).toBeLessThan(1e-14 * n)
      }),
    )
  })
})
