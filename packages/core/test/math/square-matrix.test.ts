import { describe, expect, test } from "vitest"
import { addOuter, fromEigen, identity, product, upperTriangle } from "../../src/math/square-matrix.ts"

describe("square matrices", () => {
  test("are made, multiplied and written in rows", () => {
    expect([...identity(2)]).toEqual([1, 0, 0, 1])
    expect([...product(Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8), 2)]).toEqual([19, 22, 43, 50])
    expect([...product(Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6), 2)]).toEqual([17, 39])
    expect([...upperTriangle(Float64Array.of(1, 2, 3, 2, 4, 5, 3, 5, 6), 3)]).toEqual([1, 2, 3, 4, 5, 6])
  })

  test("take the outer product of one row of many", () => {
    const matrix = identity(2)
    addOuter(matrix, 2, Float64Array.of(9, 9, 2, 3), 1, 0.5)
    expect([...matrix]).toEqual([3, 3, 3, 5.5])
  })

  test("are put together from values and vectors", () => {
    expect([...fromEigen(Float64Array.of(1, 3), Float64Array.of(0.6, -0.8, 0.8, 0.6), 2)]).toEqual(
      [2.28, 0.96, 0.96, 1.72].map((x) => expect.closeTo(x, 15) as number),
    )
  })
})
