import * as fc from "fast-check"
import { expect, test } from "vitest"
import { numbersOf, numbersOfText, parseNumber } from "../src/numbers.ts"

test.each<[string, readonly number[]]>([
  ["0.25", [0.25]],
  ["  -1.5e-3\t", [-0.0015]],
  ["1 2,3; 4", [1, 2, 3, 4]],
  ["nan", [Number.NaN]],
  ["-inf +Infinity", [-Infinity, Infinity]],
  [".5 5.", [0.5, 5]],
  ["[0.5, NaN, -Infinity]", [0.5, Number.NaN, -Infinity]],
  ['{"value": 0.5, "note": "x"}', [0.5]],
  ['{"value": [1, 2]}', [1, 2]],
])("%j is read as numbers", (text, numbers) => {
  expect(numbersOfText(text, undefined)).toEqual(numbers)
})

test.each<[string, RegExp]>([
  ["loss: 0.5", /'loss:' in 'loss: 0.5' is not a number/],
  ["0x10", /'0x10' in '0x10' is not a number/],
  ["1.2.3", /is not a number/],
  ["", /there is no number/],
  ["[]", /there is no number/],
  ["[1, null]", /null is not a number/],
  ['["1"]', /'1' is not a number/],
  ['{"loss": 1}', /which of 'loss' is the value\? The option 'metrics' says it/],
  ["{loss: 1}", /is no JSON/],
  ["\u0000\u0007 \u001b[31mx", /'\.\.' in '\.\. x' is not a number/],
])("%j is no number, and it says why", (text, mistake) => {
  expect(numbersOfText(text, undefined)).toEqual({ mistake: expect.stringMatching(mistake) })
})

test("metrics choose the keys of an object and their order, and how many numbers there are", () => {
  const metrics = ["loss", "ms"]
  expect(numbersOf({ ms: 3, epoch: 9, loss: 0.5 }, metrics)).toEqual([0.5, 3])
  expect(numbersOf({ loss: 0.5 }, metrics)).toEqual({ mistake: "the metric 'ms' is missing, there are: 'loss'" })
  expect(numbersOf({ loss: 0.5, ms: "3" }, metrics)).toEqual({ mistake: "'3' is not a number" })
  expect(numbersOf([1, 2, 3], metrics)).toEqual({ mistake: "there are 3 numbers for the metrics loss, ms" })
})

test("every number comes back from its text", () => {
  fc.assert(
    fc.property(fc.double(), (number) => {
      expect(parseNumber(String(number))).toBe(number + 0) // the text of -0 is 0
    }),
  )
})
