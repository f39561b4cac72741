import { describe, expect, it } from "vitest"
import { getParamImportances, PedAnovaImportanceEvaluator } from "../../src/index.ts"
import { silence } from "../listen.ts"
import { relativeError } from "../math/recorded.ts"
import { RECORDED, studyOf } from "./recorded-studies.ts"

silence()

const EVALUATORS = {
  pedAnova: new PedAnovaImportanceEvaluator(),
  "pedAnova(targetQuantile=0.2,regionQuantile=0.7)": new PedAnovaImportanceEvaluator({
    targetQuantile: 0.2,
    regionQuantile: 0.7,
  }),
  "pedAnova(evaluateOnLocal=false)": new PedAnovaImportanceEvaluator({ evaluateOnLocal: false }),
}

describe("importances recorded with Optuna 5.0.0", () => {
  it.each(RECORDED)("of the objective $objective come out the same", async (recorded) => {
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
})
