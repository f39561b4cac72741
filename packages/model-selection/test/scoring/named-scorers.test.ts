import { isParzenError, setVerbosity } from "@parzen/core"
import { assertThrows } from "@parzen/core/testing"
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ScorerName } from "../../src/index.ts"
import { getScorer, getScorerNames, r2Score } from "../../src/index.ts"
import type { Recorded } from "../close-to.ts"
import { expectClose } from "../close-to.ts"
import type { FixedAnswers } from "../fixed-estimator.ts"
import { FixedEstimator } from "../fixed-estimator.ts"

type RecordedEstimator = FixedAnswers & {
  readonly y: readonly unknown[]
  readonly scores: Readonly<Record<string, Recorded | "error">>
}

const { estimators } = JSON.parse(readFileSync(new URL("../golden/scorers.json", import.meta.url), "utf8")) as {
  readonly estimators: readonly RecordedEstimator[]
}

describe("named scorers", () => {
  beforeAll(() => setVerbosity("silent"))
  afterAll(() => setVerbosity("info"))

  it("are all that scikit-learn has for classifiers and regressors", () => {
    const recorded = new Set(estimators.flatMap(({ scores }) => Object.keys(scores)))
    expect(getScorerNames()).toEqual([...recorded].sort())
    expect(getScorerNames()).toHaveLength(49)
  })

  for (const name of getScorerNames()) {
    it(`${name} scores as scikit-learn does`, async () => {
      for (const { y, scores, ...answers } of estimators) {
        const recorded = scores[name]
        if (recorded === undefined) continue
        const scored = await score(name, answers, y)
        if (recorded === "error") expect(scored).toMatch(/^INVALID_/)
        else expectClose(scored, recorded)
      }
    })
  }

  it("weigh rows if there are weights", async () => {
    const estimator = new FixedEstimator({
      classes: [0, 1],
      pred: [0, 1, 1],
      proba: [
        [0.5, 0.5],
        [0.25, 0.75],
        [0, 1],
      ],
    })
    const options = { sampleWeight: [1, 1, 2] }
    expect(await getScorer<number[][], unknown>("accuracy")(estimator, [], [0, 1, 0], options)).toBe(0.5)
    expect(await getScorer<number[][], unknown>("neg_log_loss")(estimator, [], [0, 1, 1], options)).toBeCloseTo(
      (Math.log(0.5) + Math.log(0.75)) / 4,
      14,
    )
  })

  it("leave a function as it is, but for a metric", () => {
    const own = (): number => 1
    expect(getScorer(own)).toBe(own)
    assertThrows(
      () => getScorer(r2Score as unknown as ScorerName),
      "INVALID_ARGUMENT",
      /r2Score is a metric; makeScorer\(r2Score\)/,
    )
  })

  it("refuse another name, naming those that there are", () => {
    assertThrows(
      () => getScorer("mse" as ScorerName),
      "UNKNOWN_SCORER",
      /'mse' is none of accuracy, .*neg_mean_squared_error, /,
    )
    assertThrows(() => getScorer("toString" as ScorerName), "UNKNOWN_SCORER", /'toString' is none of/)
  })
})

async function score(name: ScorerName, answers: FixedAnswers, y: readonly unknown[]): Promise<number | string> {
  try {
    return await getScorer<number[][], unknown>(name)(new FixedEstimator(answers), [], y)
  } catch (error) {
    return isParzenError(error) ? error.code : String(error)
  }
}
