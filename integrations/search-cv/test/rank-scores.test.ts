import { array, assert, double, integer, oneof, property } from "fast-check"
import { expect, test } from "vitest"
import { rankScores } from "../src/rank-scores.ts"

test.each([
  [[], []],
  [
    [1, 3, 2],
    [3, 1, 2],
  ],
  [
    [1, 1, 1],
    [1, 1, 1],
  ],
  [
    [5, 7, 7, 6],
    [4, 1, 1, 3],
  ],
  [
    [NaN, 1],
    [2, 1],
  ],
  [
    [NaN, NaN],
    [1, 1],
  ],
  [
    [-Infinity, NaN, Infinity],
    [2, 3, 1],
  ],
  [
    [-1e300, NaN],
    [1, 2],
  ],
])("%j has the ranks %j", (scores, ranks) => {
  expect(rankScores(scores)).toEqual(ranks)
})

test("a rank is one more than the number of larger scores; NaN is behind all", () => {
  assert(
    property(array(oneof(double(), integer({ min: 0, max: 3 }))), (scores) => {
      const ranks = rankScores(scores)
      for (const [i, score] of scores.entries()) {
        const larger = scores.filter((other) => (Number.isNaN(score) ? !Number.isNaN(other) : other > score))
        expect(ranks[i]).toBe(larger.length + 1)
      }
    }),
  )
})
