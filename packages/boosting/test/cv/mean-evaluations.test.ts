import { describe, expect, it } from "vitest"
import { meanEvaluations } from "../../src/index.ts"

const evaluation = (value: number, metric = "auc"): { data: string; metric: string; value: number } => ({
  data: "valid",
  metric,
  value,
})

describe("meanEvaluations", () => {
  it("answers numpy's mean and standard deviation over the folds, in the order of the metrics", () => {
    const folds = [
      [evaluation(0.1), evaluation(3, "logloss")],
      [evaluation(0.2), evaluation(3, "logloss")],
      [evaluation(0.4), evaluation(3, "logloss")],
    ]
    expect(meanEvaluations(folds)).toEqual([
      { data: "valid", metric: "auc", value: 0.23333333333333336, stdv: 0.12472191289246473 },
      { data: "valid", metric: "logloss", value: 3, stdv: 0 },
    ])
  })

  it("keeps which way a metric is better", () => {
    const [mean] = meanEvaluations([[{ ...evaluation(1), greaterIsBetter: true }]])
    expect(mean).toEqual({ data: "valid", metric: "auc", value: 1, greaterIsBetter: true, stdv: 0 })
  })

  it("is NaN where a fold is, and empty without evaluations", () => {
    expect(meanEvaluations([[evaluation(NaN)], [evaluation(1)]])[0]?.value).toBeNaN()
    expect(meanEvaluations([[], []])).toEqual([])
  })
})
