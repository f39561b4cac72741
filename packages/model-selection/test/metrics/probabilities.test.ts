import { assertThrows, warningsOf } from "@parzen/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { brierScoreLoss, d2BrierScore, d2LogLossScore, logLoss } from "../../src/index.ts"

const binary = fc.array(fc.tuple(fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 2,
  maxLength: 30,
})

describe("logLoss", () => {
  it("is -ln of the probability of the true class", () => {
    expect(
      logLoss(
        ["no", "yes"],
        [
          [0.5, 0.5],
          [0.75, 0.25],
        ],
      ),
    ).toBeCloseTo(1.5 * Math.LN2, 15)
    expect(logLoss([0, 1], [0.5, 0.25], { normalize: false })).toBeCloseTo(3 * Math.LN2, 15)
    expect(logLoss([1, 1], [1, 0.5], { labels: [0, 1], sampleWeight: [0, 2] })).toBeCloseTo(Math.LN2, 15)
  })

  it("is finite where the true class had the probability 0", () => {
    expect(logLoss([0, 1], [1, 1])).toBeCloseTo(-Math.log(Number.EPSILON) / 2, 12)
  })

  it("refuses what is no probability, and columns that do not fit", () => {
    assertThrows(() => logLoss([0, 1], [0.5, 1.5]), "INVALID_DATA", /from 0 to 1, row 1 has 1.5/)
    assertThrows(() => logLoss([0, 1], [0.5, NaN]), "INVALID_DATA", /yProba: row 1 is NaN/)
    assertThrows(() => logLoss([0, 1], [[0.2, 0.8], [0.5]]), "INVALID_DATA", /yProba: row 1 has 1 columns, row 0 has 2/)
    assertThrows(
      () =>
        logLoss(
          [0, 1],
          [
            [0.2, 0.3, 0.5],
            [0.2, 0.3, 0.5],
          ],
        ),
      "INVALID_DATA",
      /3 columns, the classes are 0, 1; the option labels/,
    )
    assertThrows(() => logLoss([1, 1], [0.5, 0.5]), "INVALID_DATA", /only the class 1; the option labels/)
    assertThrows(
      () => logLoss([1, 3], [0.5, 0.5], { labels: [0, 1] }),
      "INVALID_DATA",
      /row 1 is 3, none of labels: 0, 1/,
    )
  })

  it("says where probabilities do not sum to 1, and labels are not in order", async () => {
    const rows = [
      [0.5, 0.5],
      [0.5, 0.6],
    ]
    expect(await warningsOf(() => logLoss([0, 1], rows))).toEqual([expect.stringMatching(/row 1 do not sum to 1/)])
    expect(await warningsOf(() => logLoss([0, 1], [0.5, 0.5], { labels: [1, 0] }))).toEqual([
      expect.stringMatching(/ascending order: 0, 1/),
    ])
  })
})

describe("brierScoreLoss", () => {
  it("is the mean squared error of the probability of the positive class", () => {
    expect(brierScoreLoss([0, 1], [0.5, 0.75])).toBe((0.25 + 0.0625) / 2)
    expect(brierScoreLoss(["no", "yes"], [0.5, 0.75], { posLabel: "yes" })).toBe((0.25 + 0.0625) / 2)
    expect(brierScoreLoss([2, 5], [0.5, 0.75])).toBe((0.25 + 0.0625) / 2)
    expect(
      brierScoreLoss(
        [0, 1],
        [
          [0.5, 0.5],
          [0.25, 0.75],
        ],
        { scaleByHalf: false },
      ),
    ).toBe(0.25 + 0.0625)
  })

  it("wants to know which of two names is the positive class", () => {
    assertThrows(
      () => brierScoreLoss(["no", "yes"], [0.5, 0.5]),
      "INVALID_DATA",
      /classes 'no', 'yes'; the option posLabel/,
    )
    assertThrows(() => brierScoreLoss([0, 1, 2], [0.5, 0.5, 0.5]), "INVALID_DATA", /two classes, got more/)
  })

  it("is from 0 to 1 for two classes", () => {
    fc.assert(
      fc.property(binary, (rows) => {
        const score = brierScoreLoss(
          rows.map(([y]) => y),
          rows.map(([, p]) => p),
        )
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe("d2LogLossScore and d2BrierScore", () => {
  it("are 0 for the shares of the classes and 1 for the truth", () => {
    const yTrue = [0, 0, 1, 0]
    expect(d2LogLossScore(yTrue, [0.25, 0.25, 0.25, 0.25])).toBeCloseTo(0, 14)
    expect(d2BrierScore(yTrue, [0.25, 0.25, 0.25, 0.25])).toBeCloseTo(0, 14)
    expect(d2BrierScore(yTrue, yTrue)).toBe(1)
    expect(d2LogLossScore(yTrue, yTrue)).toBeCloseTo(1, 14)
  })

  it("are NaN for one row, with a warning", async () => {
    const warnings = await warningsOf(() => {
      expect(d2LogLossScore([1], [0.5])).toBeNaN()
      expect(d2BrierScore([1], [0.5])).toBeNaN()
    })
    expect(warnings).toHaveLength(2)
  })
})
