import { assertRejects, assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import type { ScorerName, Scoring } from "../../src/index.ts"
import { checkScoring, makeScorer, maxError } from "../../src/index.ts"
import { FixedEstimator } from "../fixed-estimator.ts"

type FixedScoring = Scoring<number[][], unknown>

const proba = [
  [0.75, 0.25],
  [0.5, 0.5],
  [0.125, 0.875],
]
const classifier = (): FixedEstimator => new FixedEstimator({ classes: [0, 1], pred: [0, 0, 1], proba })
const y = [0, 1, 1]

describe("checkScoring", () => {
  it("scores by one metric under the name score", async () => {
    expect(await checkScoring<number[][], unknown>("accuracy")(classifier(), [], y)).toEqual({ score: 2 / 3 })
    expect(await checkScoring<number[][], unknown>(() => 3)(classifier(), [], y)).toEqual({ score: 3 })
  })

  it("asks for each kind of answer once, for several metrics", async () => {
    const estimator = classifier()
    const scoring = ["accuracy", "f1", "roc_auc", "neg_log_loss", "neg_brier_score"] as const
    const scores = await checkScoring<number[][], unknown>(scoring)(estimator, [], y)
    expect(Object.keys(scores)).toEqual(scoring)
    expect(scores).toMatchObject({ accuracy: 2 / 3, roc_auc: 1 })
    expect(estimator.asked).toEqual(["predict", "predictProba"])
  })

  it("passes weights on to every scorer", async () => {
    const own = (
      _e: unknown,
      _X: unknown,
      _y: unknown,
      options?: { sampleWeight?: ArrayLike<number> | undefined },
    ): number => options?.sampleWeight?.[1] ?? -1
    const scoring: FixedScoring = { right: "accuracy", own }
    const scores = await checkScoring<number[][], unknown>(scoring)(classifier(), [], y, { sampleWeight: [1, 2, 1] })
    expect(scores).toEqual({ right: 0.5, own: 2 })
  })

  it("lets one metric fail by itself, if it is said what that scores", async () => {
    const failed: string[] = []
    const scoring: FixedScoring = { good: "accuracy", bad: "roc_auc_ovr", worse: () => "1" as unknown as number }
    const scorer = checkScoring<number[][], unknown>(scoring, (_error, metric) => {
      failed.push(metric)
      return NaN
    })
    const single = new FixedEstimator({ classes: [0, 1], pred: [0, 0, 1] })
    expect(await scorer(single, [], y)).toEqual({ good: 2 / 3, bad: NaN, worse: NaN })
    expect(failed).toEqual(["bad", "worse"])
    await assertRejects(
      checkScoring<number[][], unknown>(scoring)(single, [], y),
      "INVALID_ARGUMENT",
      /needs an estimator with predictProba/,
    )
  })

  it("refuses lists that are none of names, and metrics that are no scorers", () => {
    const check = (scoring: unknown): unknown => checkScoring(scoring as ScorerName)
    assertThrows(() => check(["r2", "r2"]), "INVALID_ARGUMENT", /'r2' comes twice/)
    assertThrows(() => check(["r2", makeScorer(maxError)]), "INVALID_ARGUMENT", /functions go in an object, by name/)
    assertThrows(() => check([]), "INVALID_ARGUMENT", /one metric or more, got none/)
    assertThrows(() => check({}), "INVALID_ARGUMENT", /one metric or more, got none/)
    assertThrows(() => check(maxError), "INVALID_ARGUMENT", /maxError is a metric/)
    assertThrows(() => check({ worst: maxError }), "INVALID_ARGUMENT", /maxError is a metric/)
    assertThrows(() => check(["r3"]), "UNKNOWN_SCORER", /'r3' is none of/)
    assertThrows(() => check(1), "INVALID_ARGUMENT", /scoring: takes a name/)
  })
})
