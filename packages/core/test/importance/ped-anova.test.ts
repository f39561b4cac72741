import { describe, expect, it } from "vitest"
import { createStudy, getParamImportances, PedAnovaImportanceEvaluator, RandomSampler } from "../../src/index.ts"
import { listen, silence } from "../listen.ts"
import { relativeError } from "../math/recorded.ts"
import { lineOf, RECORDED, STUDIES, studyOf, trialsOf } from "./recorded-studies.ts"

const EVALUATORS = {
  pedAnova: new PedAnovaImportanceEvaluator(),
  "pedAnova(targetQuantile=0.2,regionQuantile=0.7)": new PedAnovaImportanceEvaluator({
    targetQuantile: 0.2,
    regionQuantile: 0.7,
  }),
  "pedAnova(evaluateOnLocal=false)": new PedAnovaImportanceEvaluator({ evaluateOnLocal: false }),
}

describe("PedAnovaImportanceEvaluator", () => {
  silence()

  it("gives the importances of Optuna's own example", async () => {
    const study = await createStudy({ sampler: new RandomSampler({ seed: 42 }) })
    await study.optimize(
      (trial) => {
        const x = trial.suggestInt("x", 0, 2)
        const y = trial.suggestFloat("y", -1, 1)
        const z = trial.suggestFloat("z", 0, 1.5)
        return x ** 2 + y ** 3 - z ** 4
      },
      { nTrials: 100 },
    )
    expect(study.bestValue).toBeCloseTo(-4.035963756845404, 12)
    expect(Object.entries(getParamImportances(study))).toEqual([
      ["z", expect.closeTo(0.9265534130647285, 12)],
      ["x", expect.closeTo(0.04114064352930908, 12)],
      ["y", expect.closeTo(0.03230594340596234, 12)],
    ])
  })

  it("gives the same whichever way an objective is turned", async () => {
    const study = await studyOf(RECORDED[0] as (typeof RECORDED)[number])
    const turned = {
      directions: ["maximize" as const],
      trials: study.trials.map((trial) => Object.assign(Object.create(trial), { values: [-(trial.value as number)] })),
    }
    expect(getParamImportances(turned)).toEqual(getParamImportances(study))
  })

  it.each([
    { targetQuantile: 0 },
    { targetQuantile: 1 },
    { targetQuantile: 0.5, regionQuantile: 0.5 },
    { regionQuantile: 1.1 },
    { targetQuantile: NaN },
    { targetQuantile: "0.1" },
    { evaluateOnLocal: "yes" },
  ])("rejects %j", (options) => {
    expect(() => new PedAnovaImportanceEvaluator(options as never)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    )
  })

  it.each(RECORDED)("gives what Optuna 5.0.0 gave for the objective $objective", async (recorded) => {
    const study = await studyOf(recorded)
    expect(Object.keys(recorded.exact)).toEqual(Object.keys(EVALUATORS))
    for (const [name, evaluator] of Object.entries(EVALUATORS)) {
      const importances = getParamImportances(study, { evaluator })
      const expected = recorded.exact[name] ?? {}
      expect(Object.keys(importances)).toEqual(Object.keys(expected))
      for (const [param, value] of Object.entries(expected))
        expect(relativeError(importances[param] as number, value)).toBeLessThan(1e-9)
    }
  })

  it.each(STUDIES.map((study) => [`${study.name} (${study.directions.join(", ")})`, study] as const))(
    "gives what Optuna 5.0.0 gave for %s",
    (_, recorded) => {
      const { target, params, answers } = recorded
      const options = {
        target:
          target === null
            ? undefined
            : (trial: { values: readonly number[] | undefined }) => trial.values?.[target] as number,
        params: params ?? undefined,
        normalize: false,
      }
      const study = trialsOf(recorded)
      const [all, part, global] = Object.values(EVALUATORS)
      for (const [key, evaluator] of Object.entries({ ped: all, ped27: part, pedg: global })) {
        const importances = getParamImportances(study, { evaluator, ...options })
        const expected = Object.entries(answers[key] as Record<string, number>)
        expect(new Set(Object.keys(importances))).toEqual(new Set(expected.map(([name]) => name)))
        for (const [name, value] of expected)
          expect(relativeError(importances[name] as number, value)).toBeLessThan(1e-9)
      }
    },
  )
})

describe("PedAnovaImportanceEvaluator warns", () => {
  const said = listen()

  it.each([
    ["too few trials", () => getParamImportances(lineOf([1])), "too few"],
    ["equal values", () => getParamImportances(lineOf([1, 1, 1])), "all there are to compare with"],
    [
      "a target's direction",
      () => getParamImportances(lineOf([1, 2, 3]), { target: ({ value }) => value as number }),
      "lower target",
    ],
    [
      "an option without effect",
      () => new PedAnovaImportanceEvaluator({ regionQuantile: 0.5, evaluateOnLocal: false }),
      "means nothing",
    ],
    [
      "a range with one trial",
      () => {
        const study = lineOf([1, 2, 3, 4])
        const [first, ...others] = study.trials
        return getParamImportances({
          ...study,
          trials: [Object.assign(Object.create(first as object), { distributions: {}, params: {} }), ...others],
        })
      },
      "'x' has ranges with less than 2 trials",
    ],
  ])("of %s", (_, act, text) => {
    act()
    expect(said).toEqual([expect.stringContaining(text)])
  })
})
