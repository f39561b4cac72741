import { assertRejects, assertThrows } from "@parzen/core/testing"
import type { Data } from "@parzen/model-selection"
import { getScorer, meanSquaredError } from "@parzen/model-selection"
import { describe, expect, it } from "vitest"
import { OnnxRegressor } from "../../src/index.ts"
import { hasRuntime } from "../has-runtime.ts"
import { addition, irisModel, lookup, unary } from "../models.ts"

describe.skipIf(!hasRuntime)("OnnxRegressor", () => {
  it("predicts a number for each row", async () => {
    const regressor = new OnnxRegressor(lookup, { batchSize: 2 })
    expect(await regressor.predict([[0], [2], [1], [1], [0]])).toEqual([10, 30, 20, 20, 10])
    await regressor.dispose()
  })

  it("goes into scorers", async () => {
    const regressor = new OnnxRegressor(unary("Neg"))
    const [X, y] = [
      [[1], [2], [3]],
      [-1, -2.5, -3],
    ]
    expect(await getScorer<Data, number>("r2")(regressor, X, y)).toBeCloseTo(
      1 - 0.25 / y.reduce((s, v) => s + (v + 6.5 / 3) ** 2, 0),
      6,
    )
    expect(await getScorer<Data, number>("neg_mean_squared_error")(regressor, X, y)).toBe(
      -meanSquaredError(y, [-1, -2, -3]),
    )
    await regressor.dispose()
  })

  it("refuses outputs of several numbers, of none, NaN, and models of several inputs", async () => {
    const refused = async (
      model: Uint8Array,
      X: number[][],
      code: string,
      message: RegExp,
      output?: string,
    ): Promise<void> => {
      const regressor = new OnnxRegressor(model, { output })
      await assertRejects(() => regressor.predict(X), code, message)
      await regressor.dispose()
    }
    await refused(unary("Neg", 3), [[1, 2, 3]], "INVALID_OUTPUT", /'y' has 3 numbers for each row, a regressor has one/)
    await refused(
      irisModel({ outputs: ["label"] }),
      [[1, 2, 3, 4]],
      "INVALID_OUTPUT",
      /no output of floats, only label/,
    )
    await refused(unary("Sqrt"), [[4], [-4]], "INVALID_OUTPUT", /'y' is NaN in row 1/)
    await refused(addition, [[1]], "INVALID_DATA", /X: is one input, the model takes a, b/, "sum")
    await refused(lookup, [[0], [5]], "MODEL_RUN_FAILED", /out of data bounds/)
    assertThrows(
      () => new OnnxRegressor(lookup, { classes: [1, 2] } as never),
      "INVALID_ARGUMENT",
      /'classes': is none/,
    )
  })
})
