import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { matrixRank } from "../../src/math/matrix-rank.ts"

describe("matrixRank", () => {
  // numpy.linalg.matrix_rank
  test.each([
    [
      [
        [2, 0],
        [0, 3],
      ],
      2,
    ],
    [
      [
        [1, 2],
        [2, 4],
      ],
      1,
    ],
    [
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
      2,
    ],
    [
      [
        [0, 0],
        [0, 0],
      ],
      0,
    ],
    [
      [
        [1, 1],
        [1, 1 + 1e-15],
      ],
      1,
    ],
    [
      [
        [1, 1],
        [1, 1 + 1e-14],
      ],
      2,
    ],
    [
      [
        [1e-15, 0],
        [0, 1],
      ],
      2,
    ],
    [
      [
        [1e-17, 0],
        [0, 1],
      ],
      1,
    ],
    [
      [
        [1e-200, 0],
        [0, 2e-200],
      ],
      2,
    ],
    [
      [
        [1e200, 2e200],
        [1e200, 2e200],
      ],
      1,
    ],
  ])("of %j is %i", (rows, rank) => {
    expect(matrixRank(Float64Array.from(rows.flat()), rows.length)).toBe(rank)
  })

  test("of r outer products of independent vectors is r", () => {
    const small = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.nat(6),
        fc.array(small, { minLength: 36, maxLength: 36 }),
        (n, r, xs) => {
          const rank = Math.min(n, r)
          const matrix = new Float64Array(n * n)
          for (let i = 0; i < n; i++) {
            // Row i repeats row i mod rank of a triangular matrix.
            for (let j = rank === 0 ? n : i % rank; j < n; j++) matrix[i * n + j] = xs[(i % rank) * 6 + j] as number
          }
          expect(matrixRank(matrix, n)).toBe(rank)
        },
      ),
    )
  })
})
