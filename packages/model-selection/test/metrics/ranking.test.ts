import { assertThrows, warningsOf } from "@parzen/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  auc,
  averagePrecisionScore,
  precisionRecallCurve,
  rocAucScore,
  rocCurve,
  topKAccuracyScore,
} from "../../src/index.ts"

const scored = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -5, max: 5 })), { minLength: 2, maxLength: 40 })
  .filter((rows) => new Set(rows.map(([y]) => y)).size === 2)
const proba = [
  [0.5, 0.25, 0.25],
  [0.25, 0.5, 0.25],
  [0.25, 0.25, 0.5],
]

describe("rocAucScore", () => {
  it("is the chance that a positive row scores above a negative one, ties counting a half", () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const pairs = rows.flatMap(([a, high]) =>
          rows.filter(([b]) => a === 1 && b === 0).map(([, low]) => Math.sign(high - low)),
        )
        const chance = pairs.reduce<number>((sum, sign) => sum + (sign + 1) / 2, 0) / pairs.length
        expect(
          rocAucScore(
            rows.map(([y]) => y),
            rows.map(([, score]) => score),
          ),
        ).toBeCloseTo(chance, 13)
      }),
    )
  })

  it("does not change with the scale of the scores, and turns with their sign", () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const y = rows.map(([label]) => label)
        const area = rocAucScore(
          y,
          rows.map(([, score]) => score),
        )
        expect(
          rocAucScore(
            y,
            rows.map(([, score]) => Math.exp(score)),
          ),
        ).toBe(area)
        expect(
          rocAucScore(
            y,
            rows.map(([, score]) => -score),
          ),
        ).toBeCloseTo(1 - area, 13)
      }),
    )
  })

  it("takes names of classes, the higher being positive", () => {
    expect(rocAucScore(["no", "yes", "yes"], [0.1, 0.2, 0.3])).toBe(1)
  })

  it("is NaN where only one class occurs, with a warning", async () => {
    const warnings = await warningsOf(() => expect(rocAucScore([1, 1], [0.1, 0.2])).toBeNaN())
    expect(warnings).toEqual([expect.stringMatching(/only one class/)])
  })

  it("is a number for each class if no average is asked for", () => {
    expect(rocAucScore([0, 1, 2], proba, { multiClass: "ovr", average: null })).toEqual(Float64Array.of(1, 1, 1))
  })

  it("refuses more than two classes without a way to compare them", () => {
    assertThrows(
      () => rocAucScore([0, 1, 2], proba),
      "INVALID_ARGUMENT",
      /multiClass: .* takes 'ovr' or 'ovo', got 'raise'/,
    )
    assertThrows(
      () => rocAucScore([0, 1, 2], proba, { multiClass: "ovo", average: "micro" }),
      "INVALID_ARGUMENT",
      /micro does not go with/,
    )
    assertThrows(
      () => rocAucScore([0, 1, 2], proba, { multiClass: "ovr", average: "samples" }),
      "INVALID_ARGUMENT",
      /samples does not go/,
    )
    assertThrows(
      () => rocAucScore([0, 1, 2], proba, { multiClass: "ovr", maxFpr: 0.5 }),
      "INVALID_ARGUMENT",
      /maxFpr: takes two classes/,
    )
    assertThrows(
      () => rocAucScore([0, 1, 2], proba, { multiClass: "ovo", sampleWeight: [1, 1, 1] }),
      "INVALID_ARGUMENT",
      /sampleWeight: multiClass 'ovo' takes none/,
    )
  })

  it("refuses scores that do not fit", () => {
    assertThrows(
      () =>
        rocAucScore(
          [0, 1],
          [
            [0.5, 0.5],
            [0.5, 0.5],
          ],
        ),
      "INVALID_DATA",
      /one score for each row.*got 2 columns/,
    )
    assertThrows(
      () => rocAucScore([0, 1, 1], proba, { multiClass: "ovr" }),
      "INVALID_DATA",
      /3 columns, the classes are 0, 1/,
    )
    const unsure = proba.map((row) => row.map((p) => 2 * p))
    assertThrows(() => rocAucScore([0, 1, 2], unsure, { multiClass: "ovr" }), "INVALID_DATA", /row 0 sums to 2/)
    assertThrows(
      () => rocAucScore([0, 1, 2], proba, { multiClass: "ovr", labels: [2, 1, 0] }),
      "INVALID_DATA",
      /ascend and do not repeat/,
    )
    assertThrows(() => rocAucScore([0, 1], [0, Infinity]), "INVALID_DATA", /row 1 is Infinity/)
    assertThrows(() => rocAucScore([0.5, 1], [0, 1]), "INVALID_DATA", /classes are whole numbers/)
    assertThrows(() => rocAucScore([0, 1], [0, 1], { maxFpr: 0 }), "INVALID_ARGUMENT", /maxFpr: .* got 0/)
    assertThrows(() => rocAucScore([[0, 1]], [[0.1, 0.2, 0.3]]), "INVALID_DATA", /yTrue has 2 columns and yScore has 3/)
  })
})

describe("curves", () => {
  it("begin and end where they should", () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const [y, scores] = [rows.map(([label]) => label), rows.map(([, score]) => score)]
        const roc = rocCurve(y, scores)
        expect([roc.fpr[0], roc.tpr[0], roc.fpr.at(-1), roc.tpr.at(-1), roc.thresholds[0]]).toEqual([
          0,
          0,
          1,
          1,
          Infinity,
        ])
        expect(auc(roc.fpr, roc.tpr)).toBeCloseTo(rocAucScore(y, scores), 14)
        const { precision, recall, thresholds } = precisionRecallCurve(y, scores)
        expect([precision.at(-1), recall.at(-1), recall[0], thresholds.length]).toEqual([1, 0, 1, recall.length - 1])
      }),
    )
  })

  it("keep points on a straight line if they shall", () => {
    const [y, scores] = [
      [0, 1, 1, 1],
      [0.1, 0.2, 0.3, 0.4],
    ]
    expect(rocCurve(y, scores).tpr).toEqual(Float64Array.of(0, 1 / 3, 1, 1))
    expect(rocCurve(y, scores, { dropIntermediate: false }).tpr).toEqual(Float64Array.of(0, 1 / 3, 2 / 3, 1, 1))
  })

  it("want to know which class is positive", () => {
    assertThrows(() => rocCurve(["a", "b"], [0, 1]), "INVALID_DATA", /the option posLabel/)
    assertThrows(() => precisionRecallCurve([0, 1, 2], [0, 1, 2]), "INVALID_DATA", /the option posLabel/)
    expect(rocCurve([0, 1, 2], [0, 1, 2], { posLabel: 2 }).tpr).toEqual(Float64Array.of(0, 1, 1))
  })

  it("say where there are no positive or no negative rows", async () => {
    expect(await warningsOf(() => rocCurve([1, 1], [0, 1]))).toEqual([expect.stringMatching(/no negative rows/)])
    expect(await warningsOf(() => precisionRecallCurve([0, 0], [0, 1]))).toEqual([
      expect.stringMatching(/no positive rows/),
    ])
  })

  it("have no area with one point, or where they turn", () => {
    expect(auc([2, 1, 0], [1, 1, 1])).toBe(2)
    assertThrows(() => auc([0], [1]), "INVALID_DATA", /two points or more, got 1/)
    assertThrows(() => auc([0, 1, 0.5], [1, 1, 1]), "INVALID_DATA", /this one turns/)
    assertThrows(() => auc([0, 1], [1]), "INVALID_DATA", /x has 2 values and y has 1/)
  })
})

describe("averagePrecisionScore", () => {
  it("is the share of positive rows if all score the same, and 1 if they come first", () => {
    expect(averagePrecisionScore([0, 1, 0, 1], [1, 1, 1, 1])).toBe(0.5)
    expect(averagePrecisionScore([0, 1, 0, 1], [1, 2, 0, 3])).toBe(1)
    expect(averagePrecisionScore(["a", "b"], [1, 2], { posLabel: "b" })).toBe(1)
  })

  it("refuses a positive class that is none", () => {
    assertThrows(
      () => averagePrecisionScore(["a", "b"], [1, 2]),
      "INVALID_DATA",
      /posLabel: 1 is none of the classes 'a', 'b'/,
    )
    assertThrows(
      () => averagePrecisionScore([0, 1, 2], proba, { posLabel: 2 }),
      "INVALID_ARGUMENT",
      /posLabel: goes with two classes/,
    )
    assertThrows(
      () => averagePrecisionScore([0, 1], [0, 1], { average: "mean" as "macro" }),
      "INVALID_ARGUMENT",
      /average: .* got 'mean'/,
    )
  })
})

describe("topKAccuracyScore", () => {
  it("counts a class among the first k, of equal scores the later one first", () => {
    expect(topKAccuracyScore([0, 1, 2], proba, { k: 1 })).toBe(1)
    expect(topKAccuracyScore([1, 2, 0], proba, { k: 2 })).toBe(1 / 3)
    expect(topKAccuracyScore([0, 0, 2], proba, { labels: [0, 1, 2], normalize: false })).toBe(2)
  })

  it("cuts two classes at 0.5 where all scores are probabilities, and else at 0", () => {
    expect(topKAccuracyScore([0, 1], [0.4, 0.6], { k: 1 })).toBe(1)
    expect(topKAccuracyScore([0, 1], [-2, 0.4], { k: 1 })).toBe(1)
  })

  it("says that k means nothing if all classes are among them", async () => {
    expect(await warningsOf(() => topKAccuracyScore([0, 1], [0, 1]))).toEqual([
      expect.stringMatching(/first 2 are all/),
    ])
  })

  it("refuses what does not fit", () => {
    assertThrows(
      () => topKAccuracyScore([0, 1], [0, 1], { k: 0 }),
      "INVALID_ARGUMENT",
      /k: takes a whole number from 1, got 0/,
    )
    assertThrows(() => topKAccuracyScore([0, 1, 1], proba), "INVALID_DATA", /one score for each row/)
    assertThrows(() => topKAccuracyScore([0, 1, 2], [0, 1, 2]), "INVALID_DATA", /no columns, the classes are 0, 1, 2/)
  })
})
