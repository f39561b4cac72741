import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ImportanceEvaluator, ParamImportancesOptions, StudyTrials } from "../../src/index.ts"
import {
  createStudy,
  FanovaImportanceEvaluator,
  float,
  getParamImportances,
  MeanDecreaseImpurityImportanceEvaluator,
  PedAnovaImportanceEvaluator,
  RandomSampler,
} from "../../src/index.ts"
import { silence } from "../listen.ts"
import { lineOf } from "./recorded-studies.ts"

silence()

const EVALUATORS: readonly ImportanceEvaluator[] = [
  new PedAnovaImportanceEvaluator(),
  new FanovaImportanceEvaluator({ seed: 0, nTrees: 8 }),
  new MeanDecreaseImpurityImportanceEvaluator({ seed: 0, nTrees: 8 }),
]

async function quadratic(nTrials: number): Promise<StudyTrials> {
  const study = await createStudy({ sampler: new RandomSampler({ seed: 3 }) })
  const space = { a: float(-1, 1), b: float(-1, 1), c: float(1, 1) }
  await study.optimize(
    (trial) => {
      const { a, b } = trial.suggest(space)
      return 4 * a * a + b
    },
    { nTrials },
  )
  return study
}

describe.each(EVALUATORS.map((evaluator) => [evaluator.constructor.name, evaluator] as const))(
  "getParamImportances with %s",
  (_, evaluator) => {
    it("gives shares that sum to 1, the largest first, for any trials", () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 40 }), (values) => {
          fc.pre(new Set(values).size > 2)
          const shares = Object.values(getParamImportances(lineOf(values), { evaluator }))
          expect(shares.every((share) => share >= 0)).toBe(true)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
          expect(shares).toEqual(shares.toSorted((a, b) => b - a))
        }),
        { numRuns: 30 },
      )
    })

    it("gives 0 to a parameter of one value", async () => {
      const importances = getParamImportances(await quadratic(60), { evaluator })
      expect(Object.keys(importances).sort()).toEqual(["a", "b", "c"])
      expect(importances["c"]).toBe(0)
      expect(importances["a"]).toBeGreaterThan(0.2)
    })

    it("assesses the parameters that are asked for", async () => {
      const study = await quadratic(60)
      expect(Object.keys(getParamImportances(study, { evaluator, params: ["b", "b"] }))).toEqual(["b"])
      expect(getParamImportances(study, { evaluator, params: [] })).toEqual({})
      for (const params of [["nope"], ["a", "nope"]]) {
        expect(() => getParamImportances(study, { evaluator, params })).toThrow(
          expect.objectContaining({ code: "PARAM_NOT_FOUND", message: expect.stringContaining("nope") }),
        )
      }
    })

    it("answers nothing without complete trials, and equal shares with one", async () => {
      expect(getParamImportances(lineOf([]), { evaluator })).toEqual({})
      expect(getParamImportances(lineOf([]), { evaluator, params: [] })).toEqual({})
      expect(() => getParamImportances(lineOf([]), { evaluator, params: ["x"] })).toThrow(
        expect.objectContaining({ code: "PARAM_NOT_FOUND" }),
      )
      const one = await quadratic(1)
      expect(getParamImportances(one, { evaluator })).toEqual({ a: 1 / 3, b: 1 / 3, c: 1 / 3 })
      expect(getParamImportances(one, { evaluator, normalize: false })).toEqual({ a: 0, b: 0, c: 0 })
    })

    it("leaves aside trials whose value, or target, is not finite", async () => {
      const finite = lineOf([1, 2, 3, 5, 8, 13])
      const infinite = { ...finite, trials: [...finite.trials, ...lineOf([Infinity, -Infinity]).trials] }
      const importances = getParamImportances(finite, { evaluator, normalize: false })
      expect(getParamImportances(infinite, { evaluator, normalize: false })).toEqual(importances)
      const target = (trial: { value: number | undefined }): number =>
        (trial.value as number) > 13 ? NaN : (trial.value as number)
      expect(getParamImportances(infinite, { evaluator, target, normalize: false })).toEqual(importances)
      expect(getParamImportances(lineOf([Infinity, Infinity]), { evaluator, normalize: false })).toEqual({ x: 0 })
    })
  },
)

describe("getParamImportances", () => {
  it.each([
    [undefined, {}],
    [null, {}],
    [[], {}],
    [{ trials: [] }, {}],
    [lineOf([1, 2]), { evaluator: {} }],
    [lineOf([1, 2]), { evaluator: PedAnovaImportanceEvaluator }],
    [lineOf([1, 2]), { evaluator: null }],
    [lineOf([1, 2]), { params: "x" }],
    [lineOf([1, 2]), { params: [1] }],
    [lineOf([1, 2]), { target: "value" }],
    [lineOf([1, 2]), { target: () => "1" }],
    [lineOf([1, 2]), { target: () => undefined }],
    [lineOf([1, 2]), { normalize: 1 }],
  ])("rejects %j with %j", (study, options) => {
    expect(() => getParamImportances(study as never, options as never)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    )
  })

  it("takes an evaluator of one's own", () => {
    const evaluator: ImportanceEvaluator = { evaluate: () => ({ p: 3, q: 1 }) }
    const options: ParamImportancesOptions = { evaluator }
    expect(getParamImportances(lineOf([]), options)).toEqual({ p: 0.75, q: 0.25 })
    expect(getParamImportances(lineOf([]), { ...options, normalize: false })).toEqual({ p: 3, q: 1 })
  })
})
