import { expect, test } from "vitest"
import { float, int } from "../../src/index.ts"
import { GivenDistributions } from "../../src/trial/given-distributions.ts"

const x = float(0, 1)
const n = int(1, 9)

test("trials that were given the same in the same order share one record", () => {
  const none = new GivenDistributions()
  const first = none.and("x", x).and("n", n)
  expect(none.and("x", x).and("n", n)).toBe(first)
  expect(first.record).toBe(none.and("x", x).and("n", n).record)
  expect(Object.entries(first.record)).toEqual([
    ["x", x],
    ["n", n],
  ])
})

test("another order, another range and another name are another record", () => {
  const none = new GivenDistributions()
  const wide = float(0, 2)
  const given = [none.and("x", x).and("n", n), none.and("n", n).and("x", x), none.and("x", wide), none.and("y", x)]
  expect(given.map(({ record }) => Object.entries(record))).toEqual([
    [
      ["x", x],
      ["n", n],
    ],
    [
      ["n", n],
      ["x", x],
    ],
    [["x", wide]],
    [["y", x]],
  ])
})

test("what was given before stays as it was, and nobody can change it", () => {
  const some = new GivenDistributions().and("x", x)
  const { record } = some
  some.and("n", n)
  expect(record).toEqual({ x })
  expect(() => (record["n"] = n)).toThrow(TypeError)
  expect(new GivenDistributions().record).toEqual({})
})
