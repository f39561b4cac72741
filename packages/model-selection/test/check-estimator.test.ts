import { assertThrows } from "@parzen/core/testing"
import { expect, it } from "vitest"
import { checkEstimator } from "../src/index.ts"
import { GaussianNB } from "./gaussian-nb.ts"

it("says what an estimator lacks", () => {
  expect(checkEstimator(new GaussianNB())).toBeUndefined()
  const whole = { estimatorType: "classifier", params: {}, withParams() {}, fit() {}, predict() {} }
  const wrong: [unknown, RegExp][] = [
    [undefined, /estimator: takes an Estimator, got undefined/],
    [GaussianNB, /estimator: takes an Estimator, got a function/],
    [{ ...whole, fit: undefined }, /an Estimator has a method fit, got undefined/],
    [{ ...whole, withParams: 1 }, /a method withParams, got 1/],
    [{ ...whole, predict: null }, /a method predict, got null/],
    [{ ...whole, params: undefined }, /an object params, got undefined/],
    [{ ...whole, estimatorType: "cluster" }, /estimatorType 'classifier' or 'regressor', got 'cluster'/],
  ]
  for (const [estimator, message] of wrong) {
    assertThrows(() => checkEstimator(estimator), "INVALID_ARGUMENT", message)
  }
})
