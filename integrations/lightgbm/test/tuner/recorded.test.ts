import type { Study } from "@parzen/core"
import { describe, expect, it } from "vitest"
import { Dataset, LightGBMTuner, LightGBMTunerCV } from "../../src/index.ts"
import recorded from "../golden/optuna-integration-5.0.0.json" with { type: "json" }
import { at, table } from "../table.ts"

const [N, V] = [240, 80]
const X = table(N + V, 6, 1234, false)
const y = X.map((_, i) => Number(at(X, i, 0) + at(X, i, 1) + 40 * (i % 3) > 165))
const params = {
  objective: "binary",
  num_threads: 1,
  verbosity: -1,
  deterministic: true,
  force_col_wise: true,
  min_data_in_leaf: 12,
}

/** `value` with its numbers to nine digits: powers and logarithms of Python and of V8 differ in their last bits. */
function toNineDigits(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === "number" ? Number(inner.toPrecision(9)) : inner,
  )
}

/** Each trial of a study as it was recorded, parameters that were not tuned left out. */
function trialsOf(study: Study | undefined): unknown[] {
  return (study?.trials ?? []).map(({ number, systemAttrs, params, value }) => {
    const all = JSON.parse(String(systemAttrs["lightgbm_tuner:lgbm_params"])) as Record<string, number>
    const tuned = Object.fromEntries(Object.keys(recorded.best).map((name) => [name, all[name]]))
    return { number, step: systemAttrs["lightgbm_tuner:step_name"], params, value, all: tuned }
  })
}

describe("what the tuners of optuna-integration 5.0.0 tried with LightGBM 4.7.0", () => {
  it("is tried by LightGBMTuner, trial by trial, with the same values", async () => {
    using trainSet = new Dataset(X.slice(0, N), { label: y.slice(0, N) })
    using valid = new Dataset(X.slice(N), { label: y.slice(N), reference: trainSet })
    using tuner = new LightGBMTuner({
      params: { ...params, metric: "auc", max_depth: 5 },
      trainSet,
      validSets: [valid],
      numBoostRound: 8,
      samplerSeed: 5,
    })
    const steps = await tuner.run()

    expect(toNineDigits(trialsOf(tuner.study))).toEqual(toNineDigits(recorded.tuner))
    expect(tuner.bestScore).toBeCloseTo(recorded.score, 9)
    expect(toNineDigits(tuner.bestParams)).toMatchObject(toNineDigits(recorded.best) as object)
    expect(steps.map(({ nTrials }) => nTrials)).toEqual([7, 20, 10, 3, 20, 5])
  })

  it("is tried by LightGBMTunerCV", async () => {
    using trainSet = new Dataset(X.slice(0, N), { label: y.slice(0, N) })
    const rows = Array.from({ length: N }, (_, row) => row)
    const tuner = new LightGBMTunerCV({
      params: { ...params, metric: "binary_logloss" },
      trainSet,
      folds: [0, 1, 2].map(
        (fold) => [rows.filter((row) => row % 3 !== fold), rows.filter((row) => row % 3 === fold)] as const,
      ),
      numBoostRound: 6,
      samplerSeed: 9,
    })
    await tuner.run()

    expect(toNineDigits(trialsOf(tuner.study))).toEqual(toNineDigits(recorded.cv))
  })
})
