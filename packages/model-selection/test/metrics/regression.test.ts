import { assertThrows, warningsOf } from "@parzen/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  d2AbsoluteErrorScore,
  d2PinballScore,
  d2TweedieScore,
  explainedVarianceScore,
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanGammaDeviance,
  meanPinballLoss,
  meanPoissonDeviance,
  meanSquaredError,
  meanSquaredLogError,
  meanTweedieDeviance,
  medianAbsoluteError,
  r2Score,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
} from "../../src/index.ts"

type Metric = (yTrue: ArrayLike<number>, yPred: ArrayLike<number>) => number

const ERRORS: readonly Metric[] = [
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanGammaDeviance,
  meanPinballLoss,
  meanPoissonDeviance,
  meanSquaredError,
  meanSquaredLogError,
  meanTweedieDeviance,
  medianAbsoluteError,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
]
const SHARES: readonly Metric[] = [
  d2AbsoluteErrorScore,
  d2PinballScore,
  d2TweedieScore,
  explainedVarianceScore,
  r2Score,
]

describe("every regression metric", () => {
  for (const metric of [...ERRORS, ...SHARES]) {
    const best = ERRORS.includes(metric) ? 0 : 1
    it(`${metric.name} is ${best} if all is predicted exactly`, () => {
      expect(metric([1, 2, 4], Float64Array.of(1, 2, 4))).toBe(best)
    })

    it(`${metric.name} refuses NaN, infinities, different lengths and nothing at all`, () => {
      assertThrows(() => metric([1, 2], [1, NaN]), "INVALID_DATA", /yPred: row 1 is NaN/)
      assertThrows(() => metric([1, Infinity], [1, 2]), "INVALID_DATA", /yTrue: row 1 is Infinity/)
      assertThrows(() => metric([1, 2], [1]), "INVALID_DATA", /yTrue has 2 values and yPred has 1/)
      assertThrows(() => metric([], []), "INVALID_DATA", /one value or more/)
    })
  }

  for (const metric of SHARES.filter((share) => share !== explainedVarianceScore)) {
    it(`${metric.name} of one row is NaN, with a warning`, async () => {
      expect(await warningsOf(() => expect(metric([2], [3])).toBeNaN())).toHaveLength(1)
    })
  }
})

describe("errors", () => {
  const [yTrue, yPred] = [
    [1, 2, 4],
    [2, 2, 1],
  ]

  it("have these values", () => {
    expect(meanSquaredError(yTrue, yPred)).toBe(10 / 3)
    expect(rootMeanSquaredError(yTrue, yPred)).toBe(Math.sqrt(10 / 3))
    expect(meanAbsoluteError(yTrue, yPred)).toBe(4 / 3)
    expect(medianAbsoluteError(yTrue, yPred)).toBe(1)
    expect(medianAbsoluteError([1, 2, 4, 4], [2, 2, 1, 2])).toBe(1.5)
    expect(meanAbsolutePercentageError(yTrue, yPred)).toBeCloseTo(1.75 / 3, 15)
    expect(maxError(yTrue, yPred)).toBe(3)
    expect(meanPinballLoss(yTrue, yPred, { alpha: 0.25 })).toBe(0.5)
    expect(meanSquaredLogError([0, 1], [0, 0])).toBeCloseTo(Math.LN2 ** 2 / 2, 15)
    expect(meanPoissonDeviance([1, 0], [1, 1])).toBe(1)
    expect(meanGammaDeviance([1], [2])).toBeCloseTo(2 * (Math.LN2 - 0.5), 15)
    expect(meanTweedieDeviance([1, 2], [1, 4])).toBe(2)
  })

  it("weigh rows", () => {
    expect(meanSquaredError(yTrue, yPred, { sampleWeight: [1, 0, 0] })).toBe(1)
    expect(medianAbsoluteError(yTrue, yPred, { sampleWeight: [1, 5, 1] })).toBe(0)
  })

  it("with whole weights are those of repeated rows", () => {
    const row = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }))
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), (rows) => {
        const repeated = rows.flatMap(([a, b, times]) => Array.from({ length: times }, () => [a, b] as const))
        const sampleWeight = rows.map(([, , times]) => times)
        for (const metric of [
          meanSquaredError,
          meanAbsoluteError,
          medianAbsoluteError,
          meanPoissonDeviance,
          meanGammaDeviance,
        ]) {
          const weighted = metric(
            rows.map(([a]) => a),
            rows.map(([, b]) => b),
            { sampleWeight },
          )
          expect(weighted).toBeCloseTo(
            metric(
              repeated.map(([a]) => a),
              repeated.map(([, b]) => b),
            ),
            12,
          )
        }
      }),
    )
  })

  it("take several outputs together as they are told", () => {
    const [several, guessed] = [
      [
        [1, 10],
        [2, 20],
      ],
      [
        [1, 12],
        [3, 20],
      ],
    ]
    expect(meanSquaredError(several, guessed)).toBe(1.25)
    expect(meanSquaredError(several, guessed, { multioutput: "rawValues" })).toEqual(Float64Array.of(0.5, 2))
    expect(meanSquaredError(several, guessed, { multioutput: [3, 1] })).toBe(0.875)
    assertThrows(
      () => meanSquaredError(several, guessed, { multioutput: [1] }),
      "INVALID_ARGUMENT",
      /1 weights for 2 outputs/,
    )
    assertThrows(
      () => meanSquaredError(yTrue, yPred, { multioutput: "mean" as "uniformAverage" }),
      "INVALID_ARGUMENT",
      /got 'mean'/,
    )
    assertThrows(() => maxError(several, guessed), "INVALID_DATA", /one output, got 2/)
    assertThrows(() => meanSquaredError(several, [[1], [2]]), "INVALID_DATA", /2 outputs and yPred has 1/)
  })

  it("refuse values that they are not defined for", () => {
    assertThrows(() => meanSquaredLogError([1, -1], [1, 1]), "INVALID_DATA", /yTrue: .* above -1, row 1 is -1/)
    assertThrows(
      () => meanPoissonDeviance([1, -1], [1, 1]),
      "INVALID_DATA",
      /yTrue: with power 1 takes values from 0, row 1 is -1/,
    )
    assertThrows(() => meanPoissonDeviance([1], [0]), "INVALID_DATA", /yPred: with power 1 takes values above 0/)
    assertThrows(() => meanGammaDeviance([0], [1]), "INVALID_DATA", /yTrue: with power 2 takes values above 0/)
    assertThrows(() => meanTweedieDeviance([1], [1], { power: 0.5 }), "INVALID_ARGUMENT", /power: .* got 0.5/)
    assertThrows(() => meanPinballLoss([1], [1], { alpha: 2 }), "INVALID_ARGUMENT", /alpha: .* got 2/)
    assertThrows(() => d2TweedieScore([3, 3], [1, 2]), "INVALID_DATA", /values that vary/)
  })
})

describe("shares of what is explained", () => {
  it("are 0 for the best constant", () => {
    expect(r2Score([1, 2, 6], [3, 3, 3])).toBe(0)
    expect(explainedVarianceScore([1, 2, 6], [7, 7, 7])).toBe(0)
    expect(d2AbsoluteErrorScore([1, 2, 6], [2, 2, 2])).toBe(0)
    expect(d2PinballScore([1, 2, 6], [6, 6, 6], { alpha: 0.9 })).toBe(0)
    expect(d2TweedieScore([1, 2, 6], [3, 3, 3], { power: 1 })).toBe(0)
  })

  it("are finite for a constant, unless that is not wanted", () => {
    for (const metric of [r2Score, explainedVarianceScore]) {
      expect(metric([2, 2], [2, 2])).toBe(1)
      expect(metric([2, 2], [2, 3])).toBe(0)
      expect(metric([2, 2], [2, 2], { forceFinite: false })).toBeNaN()
      expect(metric([2, 2], [2, 3], { forceFinite: false })).toBe(-Infinity)
    }
  })

  it("are not told from an offset by explained variance alone", () => {
    expect(explainedVarianceScore([1, 2, 6], [2, 3, 7])).toBe(1)
    expect(r2Score([1, 2, 6], [2, 3, 7])).toBeLessThan(1)
  })

  it("weigh outputs by how much they vary, if told so", () => {
    const [several, guessed] = [
      [
        [0, 0],
        [2, 4],
      ],
      [
        [0, 2],
        [2, 2],
      ],
    ]
    expect(r2Score(several, guessed, { multioutput: "rawValues" })).toEqual(Float64Array.of(1, 0))
    expect(r2Score(several, guessed, { multioutput: "varianceWeighted" })).toBeCloseTo(0.2, 15)
  })
})
