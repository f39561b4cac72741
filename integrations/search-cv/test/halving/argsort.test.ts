import { array, assert, double, integer, oneof, property } from "fast-check"
import { expect, test } from "vitest"
import { argsort } from "../../src/halving/argsort.ts"

// As numpy 2.4.6 answers on a processor with AVX-512.
test.each([
  [
    [0, 0, 0],
    [0, 1, 2],
  ],
  [
    [0, 0, 1, 1, 0],
    [0, 1, 4, 2, 3],
  ],
  [
    [0, 0, 1, 1, 2, 1, 1, 2],
    [0, 1, 2, 3, 5, 6, 4, 7],
  ],
  [
    [1, 2, 0, 0, 0, 1, 2, 0, 2, 1, 2, 2, 2],
    [3, 2, 7, 4, 5, 0, 9, 1, 6, 8, 10, 11, 12],
  ],
  [
    [0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0],
    [0, 2, 7, 5, 12, 14, 11, 8, 16, 6, 1, 4, 10, 9, 13, 3, 15],
  ],
  [
    [3, 1, 3, 3, 0, 1, 0, 2, 1, 1, 3, 2, 0, 0, 3, 2, 0, 0, 1, 2, 0, 3, 1, 0],
    [6, 4, 12, 13, 20, 23, 17, 16, 9, 8, 18, 22, 1, 5, 15, 11, 19, 7, 14, 2, 3, 10, 0, 21],
  ],
  [
    [NaN, 1, 2, 2, NaN, NaN],
    [1, 2, 3, 0, 4, 5],
  ],
  [
    [NaN, NaN, NaN, NaN, NaN, NaN, 0, 2, NaN, NaN, NaN, 1, 1, NaN, 1, NaN, 2, 1],
    [6, 17, 14, 12, 11, 16, 7, 9, 15, 13, 10, 0, 8, 5, 4, 3, 2, 1],
  ],
  [
    [
      NaN,
      NaN,
      1,
      1,
      NaN,
      NaN,
      NaN,
      NaN,
      2,
      NaN,
      2,
      NaN,
      1,
      2,
      1,
      NaN,
      1,
      NaN,
      NaN,
      NaN,
      0,
      0,
      NaN,
      NaN,
      2,
      NaN,
      NaN,
      2,
      0,
      NaN,
      0,
      NaN,
      0,
      NaN,
      1,
      2,
      NaN,
      NaN,
      NaN,
      0,
    ],
    [
      20, 39, 32, 30, 28, 21, 3, 2, 34, 12, 16, 14, 27, 24, 35, 13, 10, 8, 36, 37, 33, 38, 31, 29, 1, 4, 23, 26, 25, 6,
      22, 5, 0, 19, 18, 17, 15, 11, 9, 7,
    ],
  ],
])("numpy puts %j in the order %j", (values, order) => {
  expect(argsort(values)).toEqual(order)
})

test("the order is ascending, NaN last, and holds each index once", () => {
  assert(
    property(array(oneof(double(), integer({ min: 0, max: 3 })), { maxLength: 400 }), (values) => {
      const order = argsort(values)
      expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, i) => i))
      const sorted = order.map((i) => values[i] as number)
      const numbers = sorted.filter((value) => !Number.isNaN(value))
      expect(sorted.slice(numbers.length).every(Number.isNaN)).toBe(true)
      expect(numbers.every((value, i) => i === 0 || (numbers[i - 1] as number) <= value)).toBe(true)
    }),
  )
})
