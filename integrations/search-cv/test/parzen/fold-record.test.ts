import { expect, test } from "vitest"
import { foldsToJson, jsonToFolds } from "../../src/parzen/fold-record.ts"

test("folds come back from JSON text, with NaN and infinities, and an error as its text", () => {
  const fold = { fitTime: 0.5, scoreTime: 0.25, fitError: undefined }
  const folds = [
    { ...fold, test: { a: NaN, b: Infinity, c: -Infinity, d: 0.1 }, train: { a: 1 } },
    { ...fold, test: undefined, train: undefined, fitError: new RangeError("too much") },
    undefined,
  ]
  const back = jsonToFolds(JSON.parse(JSON.stringify(foldsToJson(folds))), 3)
  expect(back).toEqual([
    folds[0],
    { ...fold, test: undefined, train: undefined, fitError: "RangeError: too much" },
    undefined,
  ])
})
