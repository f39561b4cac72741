import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { symmetricEigen } from "../../src/math/symmetric-eigen.ts"
import { addOuter, fromEigen, identity, product } from "../../src/math/square-matrix.ts"
import { between, relativeError } from "./recorded.ts"

const ROSSER = [
  [611, 196, -192, 407, -8, -52, -49, 29],
  [196, 899, 113, -192, -71, -43, -8, -44],
  [-192, 113, 899, 196, 61, 49, 8, 52],
  [407, -192, 196, 611, 8, 44, 59, -23],
  [-8, -71, 61, 8, 411, -599, 208, 208],
  [-52, -43, 49, 44, -599, 411, 208, 208],
  [-49, -8, 8, 59, 208, 208, 99, -911],
  [29, -44, 52, -23, 208, 208, -911, 99],
]

const matrixOf = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat())
const largestOf = (numbers: Float64Array): number => Math.max(...numbers.map(Math.abs))
const difference = (a: Float64Array, b: Float64Array): number => largestOf(a.map((x, i) => x - (b[i] as number)))

function tridiagonalMatrix(diagonal: readonly number[], beside: number): Float64Array {
  const n = diagonal.length
  return new Float64Array(n * n).map((_, k) => {
    const [i, j] = [Math.floor(k / n), k % n]
    return i === j ? (diagonal[i] as number) : Math.abs(i - j) === 1 ? beside : 0
  })
}

/** Symmetric, of full or of low rank, with numbers of like or very unlike size. */
const symmetric = fc
  .record({ n: fc.integer({ min: 1, max: 9 }), rank: fc.integer({ min: 0, max: 9 }), grade: between(0, 6) })
  .chain(({ n, rank, grade }) =>
    fc.record({
      n: fc.constant(n),
      rows: fc.array(fc.array(between(-1, 1), { minLength: n, maxLength: n }), { minLength: rank, maxLength: rank }),
      signs: fc.array(fc.boolean(), { minLength: rank, maxLength: rank }),
      grade: fc.constant(grade),
    }),
  )
  .map(({ n, rows, signs, grade }) => {
    const sizes = Float64Array.from(rows, (_, k) => (signs[k] === true ? 1 : -1) * 10 ** (-grade * k))
    const matrix = new Float64Array(n * n)
    for (const [k, row] of rows.entries()) {
      addOuter(matrix, n, Float64Array.from(row), 0, sizes[k] as number)
    }
    return { n, matrix }
  })

describe("symmetricEigen", () => {
  test("has the eigenvalues of Rosser's matrix, two of them equal, two nearly equal, one 0", () => {
    const { values } = symmetricEigen(matrixOf(ROSSER), 8)
    const root = 10 * Math.sqrt(10405)
    const known = [-root, 0, 510 - 100 * Math.sqrt(26), 1000, 1000, 510 + 100 * Math.sqrt(26), 1020, root]
    for (const [i, value] of values.entries()) expect(Math.abs(value - (known[i] as number))).toBeLessThan(1e-11)
  })

  test("tells the largest two of Wilkinson's W21+ apart, which agree in 13 digits", () => {
    const { values } = symmetricEigen(
      tridiagonalMatrix(
        Array.from({ length: 21 }, (_, i) => Math.abs(i - 10)),
        1,
      ),
      21,
    )
    expect(relativeError(values[20] as number, 10.746194182903393)).toBeLessThan(1e-14)
    expect(relativeError(values[19] as number, 10.746194182903322)).toBeLessThan(1e-14)
  })

  test("has the eigenvalues of the second difference, 2 - 2 cos(k pi / (n + 1))", () => {
    const n = 40
    const { values } = symmetricEigen(tridiagonalMatrix(Array<number>(n).fill(2), -1), n)
    for (const [k, value] of values.entries()) {
      expect(Math.abs(value - (2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1))))).toBeLessThan(1e-13)
    }
  })

  test("leaves a diagonal matrix its unit vectors, equal values too, and sorts by as few swaps as LAPACK", () => {
    expect(symmetricEigen(identity(4), 4)).toEqual({ values: new Float64Array(4).fill(1), vectors: identity(4) })
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 1), 3)
    expect([...values]).toEqual([1, 2, 2])
    expect([...vectors]).toEqual([0, 0, 1, 0, 1, 0, 1, 0, 0])
  })

  test("reads the lower triangle only", () => {
    const half = symmetricEigen(Float64Array.of(1, NaN, NaN, 2, 5, NaN, -1, 0, 3), 3)
    expect(half).toEqual(symmetricEigen(Float64Array.of(1, 2, -1, 2, 5, 0, -1, 0, 3), 3))
  })

  test("keeps tiny eigenvalues beside large ones", () => {
    // By numpy 2.4.6, and from the determinant.
    const graded = Float64Array.of(1, 1e-9, 0, 1e-9, 1e-14, 1e-22, 0, 1e-22, 1e-30)
    const { values } = symmetricEigen(graded, 3)
    expect(relativeError(values[0] as number, -1.0001000100035837e-34)).toBeLessThan(1e-9)
    expect(relativeError(values[1] as number, 9.999e-15)).toBeLessThan(1e-12)
    expect(values[2]).toBe(1)
  })

  test.each([2 ** -1060, 1e-200, 1e200, 2 ** 1000])("does not depend on the scale: %d", (scale) => {
    const matrix = Float64Array.of(4, 1, 0, 1, 2, 1, 0, 1, 1)
    const { values, vectors } = symmetricEigen(matrix, 3)
    const scaled = symmetricEigen(
      matrix.map((x) => x * scale),
      3,
    )
    expect(difference(scaled.vectors, vectors)).toBeLessThan(1e-15)
    for (const [i, value] of scaled.values.entries()) {
      expect(relativeError(value / scale, values[i] as number)).toBeLessThan(1e-4 * Number(scale < 1e-300) + 1e-15)
    }
  })

  test("answers NaN where a number is not finite, and 0 for zeros", () => {
    for (const x of [NaN, Infinity]) {
      const { values, vectors } = symmetricEigen(Float64Array.of(1, 0, x, 1), 2)
      expect([...values, ...vectors].every(Number.isNaN)).toBe(true)
    }
    expect(symmetricEigen(new Float64Array(9), 3)).toEqual({ values: new Float64Array(3), vectors: identity(3) })
  })

  test("gives ascending values and orthonormal vectors that make up the matrix", () => {
    fc.assert(
      fc.property(symmetric, ({ n, matrix }) => {
        const { values, vectors } = symmetricEigen(matrix, n)
        const size = largestOf(matrix) || 1
        expect(difference(fromEigen(values, vectors, n), matrix) / size).toBeLessThan(1e-14 * n)
        const transposed = new Float64Array(n * n).map((_, k) => vectors[(k % n) * n + Math.floor(k / n)] as number)
        expect(difference(product(vectors, transposed, n), identity(n))).toBeLessThan(1e-14 * n)
        expect(values).toEqual(values.toSorted())
      }),
      { numRuns: 200 },
    )
  })

  test("makes the first component of largest size positive", () => {
    fc.assert(
      fc.property(symmetric, ({ n, matrix }) => {
        const { vectors } = symmetricEigen(matrix, n)
        for (let i = 0; i < n; i++) {
          const vector = vectors.subarray(i * n, (i + 1) * n)
          expect(vector.find((x) => Math.abs(x) === largestOf(vector))).toBeGreaterThan(0)
        }
      }),
    )
  })
})
