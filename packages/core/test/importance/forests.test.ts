import { describe, expect, it } from "vitest"
import type { ImportanceEvaluator } from "../../src/index.ts"
import {
  createStudy,
  FanovaImportanceEvaluator,
  getParamImportances,
  MeanDecreaseImpurityImportanceEvaluator,
  RandomSampler,
} from "../../src/index.ts"
import { silence } from "../listen.ts"
import { relativeError } from "../math/recorded.ts"
import { lineOf, RECORDED, STUDIES, studyOf, trialsOf } from "./recorded-studies.ts"

silence()

const FORESTS = {
  fanova: (seed: number): ImportanceEvaluator => new FanovaImportanceEvaluator({ seed }),
  meanDecreaseImpurity: (seed: number): ImportanceEvaluator => new MeanDecreaseImpurityImportanceEvaluator({ seed }),
}

/** The evaluator of a recorded answer. */
function evaluatorOf(key: string, name: string): ImportanceEvaluator | undefined {
  if (key === "fanD") return new FanovaImportanceEvaluator({ seed: 5, nTrees: 8, maxDepth: 3 })
  const seed = Number(key.slice(3))
  if (key.startsWith("mdi")) return new MeanDecreaseImpurityImportanceEvaluator({ seed })
  if (key.startsWith("fan")) return new FanovaImportanceEvaluator({ seed, nTrees: name === "cats" ? 16 : 64 })
  return undefined
}

describe.each(Object.entries(FORESTS))("%s", (kind, create) => {
  it("gives the same for the same seed, and something else for another", () => {
    const study = trialsOf(STUDIES[4] as (typeof STUDIES)[number])
    const importances = (seed: number): unknown => getParamImportances(study, { evaluator: create(seed) })
    expect(importances(3)).toEqual(importances(3))
    expect(importances(3)).not.toEqual(importances(4))
  })

  it.each([{ nTrees: 0 }, { nTrees: 1.5 }, { maxDepth: 0 }, { nTrees: "64" }])("rejects %j", (options) => {
    const Evaluator = kind === "fanova" ? FanovaImportanceEvaluator : MeanDecreaseImpurityImportanceEvaluator
    expect(() => new Evaluator(options as never)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
    expect(() => new Evaluator({ seed: -1 })).toThrow(expect.objectContaining({ code: "INVALID_SEED" }))
  })

  it("wants a target where there are several objectives", () => {
    const study = trialsOf(STUDIES.find(({ directions }) => directions.length === 3) as (typeof STUDIES)[number])
    const evaluator = create(0)
    expect(() => getParamImportances(study, { evaluator })).toThrow(
      expect.objectContaining({ code: "SINGLE_OBJECTIVE_ONLY" }),
    )
    const importances = getParamImportances(study, { evaluator, target: ({ values }) => values?.[2] as number })
    expect(Object.keys(importances)[0]).toBe("z")
  })

  it("names parameters whose range changes", () => {
    const study = trialsOf(STUDIES.find(({ name }) => name === "cond") as (typeof STUDIES)[number])
    expect(() => getParamImportances(study, { evaluator: create(0), params: ["dyn"] })).toThrow(
      expect.objectContaining({ code: "INCOMPATIBLE_DISTRIBUTION" }),
    )
  })

  it("gives each parameter its own importance in whatever order they are named", async () => {
    const study = await studyOf(RECORDED[1] as (typeof RECORDED)[number])
    const evaluator = create(0)
    const importances = getParamImportances(study, { evaluator, params: ["x4", "x0"] })
    expect(importances).toEqual(getParamImportances(study, { evaluator, params: ["x0", "x4"] }))
    expect(importances["x4"]).toBeGreaterThan(0.8)
  })

  it.each(RECORDED)("lies within 3 deviations of Optuna's mean for the objective $objective", async (recorded) => {
    const study = await studyOf(recorded)
    const importances = getParamImportances(study, { evaluator: create(0) })
    const expected = Object.entries(recorded.overEightSeeds[kind] ?? {})
    expect(Object.keys(importances).length).toBe(expected.length)
    for (const [name, { mean, std }] of expected)
      expect(Math.abs((importances[name] as number) - mean)).toBeLessThanOrEqual(3 * std)
  })
})

describe("MeanDecreaseImpurityImportanceEvaluator", () => {
  it("finds no importance in equal values", () => {
    expect(
      getParamImportances(lineOf([2, 2, 2]), { evaluator: FORESTS.meanDecreaseImpurity(0), normalize: false }),
    ).toEqual({ x: 0 })
  })
})

describe("FanovaImportanceEvaluator", () => {
  it("has nothing to share out if all values are equal", () => {
    expect(() => getParamImportances(lineOf([2, 2, 2]), { evaluator: FORESTS.fanova(0) })).toThrow(
      expect.objectContaining({ code: "ZERO_VARIANCE" }),
    )
  })

  it("finds the pair of parameters that matter together only", async () => {
    const study = await createStudy({ sampler: new RandomSampler({ seed: 1 }) })
    await study.optimize(
      (trial) => {
        const [a, b, c] = ["a", "b", "c"].map((name) => trial.suggestFloat(name, -1, 1)) as [number, number, number]
        const d = trial.suggestCategorical("d", ["p", "q", "r"])
        return a * b + 0.2 * c + (d === "q" ? 0.1 : 0)
      },
      { nTrials: 300 },
    )
    const evaluator = new FanovaImportanceEvaluator({ seed: 0 })
    const interactions = evaluator.interactions(study)
    expect(interactions.map(({ params }) => params.join()).sort()).toEqual(["a,b", "a,c", "a,d", "b,c", "b,d", "c,d"])
    expect(interactions[0]?.params).toEqual(["a", "b"])
    expect(interactions[0]?.importance).toBeGreaterThan(0.4)
    expect(evaluator.interactions(lineOf([1]))).toEqual([])
  })
})

describe("FanovaImportanceEvaluator of two parameters", () => {
  it("shares out the whole variance between each of them and their interaction", async () => {
    for (const second of ["number", "choice"]) {
      const study = await createStudy({ sampler: new RandomSampler({ seed: 2 }) })
      await study.optimize(
        (trial) => {
          const a = trial.suggestFloat("a", -1, 1)
          const b =
            second === "number"
              ? trial.suggestInt("b", 1, 9)
              : trial.suggestCategorical("b", [1, 2, 5, 8]) - (a > 0.3 ? 1 : 0)
          return a * b + a
        },
        { nTrials: 80 },
      )
      const evaluator = new FanovaImportanceEvaluator({ seed: 0 })
      const { a, b } = evaluator.evaluate(study) as { a: number; b: number }
      const [pair] = evaluator.interactions(study)
      expect(a + b + (pair?.importance ?? 0)).toBeCloseTo(1, 12)
    }
  })
})

describe("importances recorded with Optuna 5.0.0 on scikit-learn 1.9.1", () => {
  it.each(STUDIES.map((study) => [`${study.name} (${study.directions.join(", ")})`, study] as const))(
    "come out for the same seeds: %s",
    (_, recorded) => {
      const { target, params, answers, name } = recorded
      const study = trialsOf(recorded)
      for (const [key, answer] of Object.entries(answers)) {
        const evaluator = evaluatorOf(key, name)
        if (evaluator === undefined || typeof answer === "string") continue
        const importances = getParamImportances(study, {
          evaluator,
          params: params ?? undefined,
          target: target === null ? undefined : ({ values }) => values?.[target] as number,
          normalize: false,
        })
        const expected = Object.entries(answer)
        expect(Object.keys(importances)).toEqual(expected.map(([param]) => param))
        for (const [param, value] of expected)
          expect(relativeError(importances[param] as number, value)).toBeLessThan(1e-9)
      }
    },
  )
})
