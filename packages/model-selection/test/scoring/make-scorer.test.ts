import { assertRejects, assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import type { MakeScorerOptions, Scorer } from "../../src/index.ts"
import {
  brierScoreLoss,
  crossValScore,
  fbetaScore,
  logLoss,
  makeScorer,
  maxError,
  rocAucScore,
} from "../../src/index.ts"
import { FixedEstimator } from "../fixed-estimator.ts"
import { GaussianNB } from "../gaussian-nb.ts"

const proba = [
  [0.75, 0.25],
  [0.5, 0.5],
  [0.125, 0.875],
]
const seen = (_yTrue: ArrayLike<unknown>, yPred: ArrayLike<unknown>): number => {
  answers.push(Array.from(yPred))
  return 2
}
const answers: unknown[] = []

function run(scorer: Scorer, estimator: FixedEstimator, y: readonly unknown[] = ["no", "yes", "yes"]): Promise<number> {
  return Promise.resolve((scorer as unknown as Scorer<number[][], unknown>)(estimator, [], y))
}

async function answerSeen(estimator: FixedEstimator, options: MakeScorerOptions): Promise<unknown> {
  await run(makeScorer(seen, options), estimator)
  return answers.pop()
}

describe("makeScorer", () => {
  it("hands options on to the metric, and turns a loss round", async () => {
    const estimator = new FixedEstimator({ type: "regressor", pred: [1, 2, 6] })
    expect(await run(makeScorer(maxError, { greaterIsBetter: false }), estimator, [1, 2, 3])).toBe(-3)
    const classifier = new FixedEstimator({ classes: ["no", "yes"], pred: ["yes", "yes", "no"] })
    const score = await run(makeScorer(fbetaScore, { beta: 2, posLabel: "yes" }), classifier)
    expect(score).toBe(fbetaScore(["no", "yes", "yes"], ["yes", "yes", "no"], { beta: 2, posLabel: "yes" }))
  })

  it("scores in a cross-validation", async () => {
    const X = Array.from({ length: 30 }, (_, i) => [i % 3 === 0 ? i : -i])
    const y = X.map(([x = 0]) => (x > 0 ? 1 : 0))
    const scores = await crossValScore(new GaussianNB(), X, y, {
      cv: 3,
      scoring: makeScorer(fbetaScore, { beta: 0.5 }),
    })
    expect(scores).toHaveLength(3)
    for (const score of scores) expect(score).toBeGreaterThan(0.5)
  })

  it("gives a metric the probability of the positive class of two: the higher, or posLabel", async () => {
    const estimator = new FixedEstimator({ classes: ["no", "yes"], proba })
    expect(await answerSeen(estimator, { responseMethod: "predictProba" })).toEqual([0.25, 0.5, 0.875])
    const posLabel = { responseMethod: "predictProba", posLabel: "no" } as const
    expect(await answerSeen(estimator, posLabel)).toEqual([0.75, 0.5, 0.125])
    expect(await answerSeen(new FixedEstimator({ proba }), { responseMethod: "predictProba" })).toEqual([
      0.25, 0.5, 0.875,
    ])
  })

  it("takes columns for what classes says they are", async () => {
    const turned = new FixedEstimator({ classes: ["yes", "no"], proba, dec: [1, -1, 2] })
    expect(await answerSeen(turned, { responseMethod: "predictProba" })).toEqual([0.75, 0.5, 0.125])
    expect(await answerSeen(turned, { responseMethod: "decisionFunction" })).toEqual([-1, 1, -2])
    const three = new FixedEstimator({ classes: ["b", "c", "a"], proba: [[0.5, 0.375, 0.125]] })
    expect(await answerSeen(three, { responseMethod: "predictProba" })).toEqual([[0.125, 0.5, 0.375]])
  })

  it("takes the first method that there is", async () => {
    const methods = { responseMethod: ["decisionFunction", "predictProba"] } as const
    const both = new FixedEstimator({ classes: ["no", "yes"], proba, dec: [-1, 0, 3] })
    expect(await answerSeen(both, methods)).toEqual([-1, 0, 3])
    expect(await answerSeen(new FixedEstimator({ classes: ["no", "yes"], proba }), methods)).toEqual([0.25, 0.5, 0.875])
    const neither = run(makeScorer(seen, methods), new FixedEstimator({ classes: ["no", "yes"] }))
    await assertRejects(neither, "INVALID_ARGUMENT", /needs an estimator with decisionFunction or predictProba/)
  })

  it("leaves a regressor's answer as it is", async () => {
    expect(await answerSeen(new FixedEstimator({ type: "regressor", pred: [1, 2] }), {})).toEqual([1, 2])
  })

  it("refuses answers that do not fit the classes", async () => {
    const scorer = makeScorer(logLoss, { greaterIsBetter: false, responseMethod: "predictProba" })
    const oneColumn = new FixedEstimator({ classes: ["no", "yes"], proba: [[1], [1], [1]] })
    await assertRejects(run(scorer, oneColumn), "INVALID_DATA", /of 2 classes answers rows of 2 columns, got 1 columns/)
    const odd = makeScorer(brierScoreLoss, { responseMethod: "predictProba", posLabel: "maybe" })
    await assertRejects(
      run(odd, new FixedEstimator({ classes: ["no", "yes"], proba })),
      "INVALID_DATA",
      /posLabel: maybe is none/,
    )
  })

  it("refuses what is no metric and no method", () => {
    assertThrows(
      () => makeScorer("r2" as unknown as typeof maxError),
      "INVALID_ARGUMENT",
      /metric: takes a function, got 'r2'/,
    )
    const responseMethod = "predict_proba" as "predictProba"
    assertThrows(
      () => makeScorer(rocAucScore, { responseMethod }),
      "INVALID_ARGUMENT",
      /responseMethod: .* got 'predict_proba'/,
    )
    assertThrows(
      () => makeScorer(rocAucScore, { responseMethod: [] }),
      "INVALID_ARGUMENT",
      /responseMethod: .* got none/,
    )
  })
})
