import { assertThrows, warningsOf } from "@parzen/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  accuracyScore,
  balancedAccuracyScore,
  classLikelihoodRatios,
  confusionMatrix,
  f1Score,
  fbetaScore,
  jaccardScore,
  matthewsCorrcoef,
  precisionScore,
  recallScore,
} from "../../src/index.ts"

const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
  minLength: 1,
  maxLength: 40,
})

describe("accuracyScore", () => {
  it("counts, weighs and takes labels of any kind", () => {
    expect(accuracyScore(["a", "b", "c"], ["a", "b", "b"], { normalize: false })).toBe(2)
    expect(accuracyScore([true, false], [true, true], { sampleWeight: [3, 1] })).toBe(0.75)
    expect(accuracyScore(Int32Array.from([1, 2]), [1, 2])).toBe(1)
    expect(accuracyScore<number | boolean>([true, false], [1, 1])).toBe(0.5)
    expect(accuracyScore([[0], [1]], [[0], [0]])).toBe(0.5)
  })

  it("wants all labels of a row right, if there are several at once", () => {
    const yTrue = [
      [1, 0, 1],
      [0, 0, 1],
    ]
    expect(
      accuracyScore(yTrue, [
        [1, 0, 1],
        [0, 1, 1],
      ]),
    ).toBe(0.5)
  })

  it("refuses lists of different length and empty ones", () => {
    assertThrows(() => accuracyScore([1, 2], [1]), "INVALID_DATA", /yTrue has 2 values and yPred has 1/)
    assertThrows(() => accuracyScore([], []), "INVALID_DATA", /one value or more/)
  })

  it("refuses weights that do not fit", () => {
    assertThrows(() => accuracyScore([1], [1], { sampleWeight: [] }), "INVALID_DATA", /sampleWeight has 0/)
    assertThrows(() => accuracyScore([1], [1], { sampleWeight: [NaN] }), "INVALID_DATA", /sampleWeight: row 0 is NaN/)
    assertThrows(() => accuracyScore([1], [1], { sampleWeight: [0] }), "INVALID_DATA", /every weight is 0/)
    assertThrows(() => accuracyScore([1, 1], [1, 1], { sampleWeight: [1, -1] }), "INVALID_DATA", /sum to 0/)
  })

  it("refuses what are no classes", () => {
    assertThrows(
      () => accuracyScore([0, 1], [0.2, 0.8]),
      "INVALID_DATA",
      /yPred: classes are whole numbers.*row 0 is 0.2/,
    )
    assertThrows(() => accuracyScore([0, NaN], [0, 1]), "INVALID_DATA", /yTrue: .*row 1 is NaN/)
    assertThrows(
      () => accuracyScore<number | string>([0, 1], ["0", "1"]),
      "INVALID_DATA",
      /type number and yPred .* string/,
    )
    assertThrows(() => accuracyScore<unknown>([[0, 1]], [1]), "INVALID_DATA", /one has a label for each row/)
    assertThrows(() => accuracyScore([[0, 2]], [[0, 1]]), "INVALID_DATA", /rows of labels are 0 and 1/)
    assertThrows(
      () =>
        accuracyScore(
          [[0, 1], [1]],
          [
            [0, 1],
            [1, 1],
          ],
        ),
      "INVALID_DATA",
      /row 1 has 1 columns/,
    )
    assertThrows(() => accuracyScore([[0, 1]], [[0, 1, 1]]), "INVALID_DATA", /2 columns and yPred has 3/)
  })
})

describe("precision, recall and F-score", () => {
  const yTrue = ["cat", "dog", "cat", "bird", "dog"]
  const yPred = ["cat", "cat", "cat", "dog", "dog"]

  it("are a number for each class if no average is asked for", () => {
    expect(precisionScore(yTrue, yPred, { average: null, zeroDivision: 0 })).toEqual(Float64Array.of(0, 2 / 3, 1 / 2))
    expect(recallScore(yTrue, yPred, { average: null })).toEqual(Float64Array.of(0, 1, 1 / 2))
    expect(f1Score(yTrue, yPred, { average: null, labels: ["dog", "cat"] })).toEqual(Float64Array.of(0.5, 0.8))
  })

  it("weigh recall by beta", () => {
    const options = { average: null, labels: ["cat"] } as const
    expect(fbetaScore(yTrue, yPred, { ...options, beta: 0 })).toEqual(precisionScore(yTrue, yPred, options))
    expect(fbetaScore(yTrue, yPred, { ...options, beta: Infinity })).toEqual(recallScore(yTrue, yPred, options))
    assertThrows(
      () => fbetaScore(yTrue, yPred, { ...options, beta: -1 }),
      "INVALID_ARGUMENT",
      /beta: takes a number from 0, got -1/,
    )
  })

  it("take 1 or what is given for the positive class of two", () => {
    expect(recallScore([true, true, false], [true, false, false])).toBe(0.5)
    expect(recallScore(["no", "yes", "yes"], ["no", "no", "yes"], { posLabel: "yes" })).toBe(0.5)
    assertThrows(
      () => f1Score(["no", "yes"], ["no", "yes"]),
      "INVALID_DATA",
      /posLabel: 1 is none of the classes 'no', 'yes'/,
    )
    assertThrows(
      () => f1Score(yTrue, yPred),
      "INVALID_DATA",
      /'binary' takes two classes, there are 'bird', 'cat', 'dog'/,
    )
  })

  it("average over rows where there are several labels at once", () => {
    expect(
      f1Score(
        [
          [1, 1],
          [1, 0],
        ],
        [
          [1, 1],
          [0, 1],
        ],
        { average: "samples", zeroDivision: 0 },
      ),
    ).toBe(0.5)
    assertThrows(
      () => f1Score([0, 1], [0, 1], { average: "samples" }),
      "INVALID_DATA",
      /'samples' takes several labels at once/,
    )
  })

  it("say what 0 / 0 is taken as", async () => {
    expect(await warningsOf(() => precisionScore(yTrue, yPred, { average: "macro" }))).toEqual([
      expect.stringMatching(/^precision: nothing is predicted in 1 of 3 cases, taken as 0/),
    ])
    expect(await warningsOf(() => precisionScore(yTrue, yPred, { average: "macro", zeroDivision: 0 }))).toEqual([])
    expect(precisionScore(yTrue, yPred, { average: "macro", zeroDivision: NaN })).toBeCloseTo((2 / 3 + 1 / 2) / 2, 15)
    expect(precisionScore(yTrue, yPred, { average: null, zeroDivision: 1 })[0]).toBe(1)
  })

  it("refuse what they do not know", () => {
    assertThrows(
      () => f1Score(yTrue, yPred, { average: "mean" as "macro" }),
      "INVALID_ARGUMENT",
      /average: takes binary, .*, got 'mean'/,
    )
    assertThrows(
      () => f1Score(yTrue, yPred, { average: "macro", zeroDivision: 2 }),
      "INVALID_ARGUMENT",
      /zeroDivision: .* got 2/,
    )
    assertThrows(
      () => f1Score(yTrue, yPred, { average: "macro", labels: [] }),
      "INVALID_DATA",
      /labels: takes one label or more/,
    )
    assertThrows(() => f1Score(yTrue, yPred, { average: "macro", labels: [1] }), "INVALID_DATA", /labels of type/)
    assertThrows(
      () => f1Score([[0, 1]], [[0, 1]], { average: "macro", labels: [2] }),
      "INVALID_DATA",
      /columns are whole numbers from 0 to 1, got 2/,
    )
  })

  it("say that a positive class is not heeded with another average", async () => {
    const warnings = await warningsOf(() => f1Score(["a", "b"], ["a", "b"], { average: "macro", posLabel: "b" }))
    expect(warnings).toEqual([expect.stringMatching(/posLabel: b is not heeded/)])
  })

  it("are all the accuracy, if all decisions are taken together", () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const [actual, predicted] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
        const accuracy = accuracyScore(actual, predicted)
        for (const metric of [precisionScore, recallScore, f1Score]) {
          expect(metric(actual, predicted, { average: "micro" })).toBeCloseTo(accuracy, 14)
        }
        expect(recallScore(actual, predicted, { average: "weighted", zeroDivision: 0 })).toBeCloseTo(accuracy, 14)
      }),
    )
  })

  it("do not depend on the order of rows, nor on labels' names", () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const score = (of: typeof pairs, name: (label: number) => string | number): number =>
          f1Score(
            of.map(([a]) => name(a)),
            of.map(([, b]) => name(b)),
            { average: "macro", zeroDivision: 0 },
          )
        const expected = score(pairs, (label) => label)
        expect(score(pairs.toReversed(), (label) => label)).toBe(expected)
        expect(score(pairs, (label) => `class ${label}`)).toBe(expected)
      }),
    )
  })
})

describe("jaccardScore", () => {
  it("is F / (2 - F)", () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const [actual, predicted] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
        const options = { average: null, zeroDivision: 0 } as const
        const scores = f1Score(actual, predicted, options).map((f) => f / (2 - f))
        for (const [i, score] of jaccardScore(actual, predicted, options).entries())
          expect(score).toBeCloseTo(scores[i] as number, 14)
      }),
    )
  })

  it("takes no NaN for 0 / 0", () => {
    assertThrows(() => jaccardScore([1], [1], { zeroDivision: NaN }), "INVALID_ARGUMENT", /takes 'warn', 0 or 1/)
  })
})

describe("confusionMatrix", () => {
  const yTrue = ["b", "a", "b", "c"]
  const yPred = ["b", "b", "a", "b"]

  it("has a row for each true class and a column for each predicted one", () => {
    expect(confusionMatrix(yTrue, yPred)).toEqual([
      [0, 1, 0],
      [1, 1, 0],
      [0, 1, 0],
    ])
    expect(confusionMatrix(yTrue, yPred, { labels: ["b", "a"] })).toEqual([
      [1, 1],
      [1, 0],
    ])
    expect(confusionMatrix(yTrue, yPred, { labels: ["b", "a"], normalize: "true" })).toEqual([
      [0.5, 0.5],
      [1, 0],
    ])
  })

  it("refuses labels that do not occur, and another way to normalise", () => {
    assertThrows(() => confusionMatrix(yTrue, yPred, { labels: ["x"] }), "INVALID_DATA", /one or more must be in yTrue/)
    assertThrows(() => confusionMatrix(yTrue, yPred, { normalize: "rows" as "true" }), "INVALID_ARGUMENT", /got 'rows'/)
    assertThrows(() => confusionMatrix([[0, 1]], [[0, 1]]), "INVALID_DATA", /one label for each row/)
  })

  it("says that one label makes no matrix", async () => {
    expect(await warningsOf(() => confusionMatrix([1], [1]))).toEqual([expect.stringMatching(/only one label occurs/)])
  })
})

describe("balancedAccuracyScore", () => {
  it("leaves out classes that are only predicted, and says so", async () => {
    expect(await warningsOf(() => expect(balancedAccuracyScore([0, 0, 1], [0, 2, 1])).toBe(0.75))).toEqual([
      expect.stringMatching(/yPred has classes that yTrue has not/),
    ])
  })

  it("is 0 by chance and 1 at best, if adjusted", () => {
    expect(balancedAccuracyScore([0, 0, 1, 1], [0, 0, 0, 0], { adjusted: true })).toBe(0)
    expect(balancedAccuracyScore([0, 0, 1, 1], [0, 0, 1, 1], { adjusted: true })).toBe(1)
  })
})

describe("matthewsCorrcoef", () => {
  it("is the same with true and predicted exchanged, and 0 where one class is all", () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const [actual, predicted] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
        expect(matthewsCorrcoef(predicted, actual)).toBeCloseTo(matthewsCorrcoef(actual, predicted), 14)
      }),
    )
    expect(matthewsCorrcoef([1, 1, 1], [0, 1, 2])).toBe(0)
  })
})

describe("classLikelihoodRatios", () => {
  it("are of two classes", () => {
    expect(classLikelihoodRatios([0, 0, 1, 1], [0, 1, 1, 1])).toEqual({ positive: 2, negative: 0 })
    assertThrows(() => classLikelihoodRatios([0, 1, 2], [0, 1, 2]), "INVALID_DATA", /two classes, got 3/)
    assertThrows(() => classLikelihoodRatios([1, 1], [1, 1]), "INVALID_DATA", /two classes, got 1/)
  })

  it("are NaN or what is given where they are not defined, with a warning", async () => {
    const replaceUndefinedBy = { positive: 1, negative: 1 }
    const warnings = await warningsOf(() => {
      expect(classLikelihoodRatios([0, 1], [0, 1]).positive).toBeNaN()
      expect(classLikelihoodRatios([0, 1], [1, 0], { replaceUndefinedBy })).toEqual({ positive: 0, negative: 1 })
    })
    expect(warnings).toEqual([
      expect.stringMatching(/wrongly predicted positive/),
      expect.stringMatching(/rightly predicted negative/),
    ])
    assertThrows(
      () => classLikelihoodRatios([0, 1], [0, 1], { replaceUndefinedBy: { positive: 0, negative: 0 } }),
      "INVALID_ARGUMENT",
      /positive is 1 or more, got 0/,
    )
  })
})
