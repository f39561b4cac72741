import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Study } from "@parzen/core"
import { createStudy, RandomSampler, setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { DMatrix, train, XGBoostTuner, XGBoostTunerCV } from "../../src/index.ts"
import type { XGBoostTunerOptions } from "../../src/index.ts"
import { X, y } from "../iris.ts"

const isEven = X.map((_, row) => row % 2 === 0)
const part = (even: boolean): DMatrix =>
  new DMatrix(
    X.filter((_, row) => isEven[row] === even),
    { label: y.filter((_, row) => isEven[row] === even) },
  )
const [dtrain, dvalid] = [part(true), part(false)]
const params = { objective: "multi:softprob", num_class: 3, eval_metric: "mlogloss", nthread: 1, seed: 3 }
const common: XGBoostTunerOptions = {
  params,
  dtrain,
  evals: [[dvalid, "validation"]],
  numBoostRound: 4,
  samplerSeed: 1,
}
const STEPS = [
  "colsample_bytree",
  "tree_size",
  "sampling",
  "colsample_bytree_stage2",
  "regularization_factors",
  "min_child_weight",
]

let folder = ""
beforeAll(async () => {
  setVerbosity("error")
  folder = await mkdtemp(join(tmpdir(), "parzen-tuner-"))
})
afterAll(async () => {
  for (const matrix of [dtrain, dvalid]) matrix.dispose()
  await rm(folder, { recursive: true })
})

const valuesOf = (study: Study | undefined): unknown[] =>
  study?.trials.map(({ params, value }) => [params, value]) ?? []

describe("XGBoostTuner", () => {
  it("tunes in six steps, each no worse than the one before, and has the model of the best", async () => {
    const study = await createStudy({ sampler: new RandomSampler({ seed: 0 }) })
    const { sampler } = study
    using tuner = new XGBoostTuner({ ...common, study })
    expect([tuner.bestScore, tuner.bestParams["max_depth"]]).toEqual([undefined, 6])

    const steps = await tuner.run()

    expect(steps.map(({ name }) => name)).toEqual(STEPS)
    const [first, tree, sampling, second, factors, weight] = steps.map(({ nTrials }) => nTrials)
    expect([first, tree, sampling, factors, weight]).toEqual([7, 20, 10, 20, 5])
    expect(second).toBeLessThanOrEqual(6)
    for (const { before = Infinity, after } of steps) expect(after).toBeLessThanOrEqual(before)
    expect(study.sampler).toBe(sampler)

    const booster = await tuner.getBestBooster()
    const [mlogloss] = booster.evaluateSync([[dvalid, "validation"]])
    expect(mlogloss?.value).toBe(tuner.bestScore)
    const again = await train({ params: tuner.bestParams, dtrain, numBoostRound: 4, evals: common.evals })
    expect(again.history["validation"]?.["mlogloss"]?.at(-1)).toBe(tuner.bestScore)
    again.booster.dispose()
  })

  it.each([3, 15, 40])("goes on after %i trials in another tuner as if nothing had happened", async (nBefore) => {
    const modelDir = join(folder, String(nBefore))
    const study = await createStudy()
    const interrupt = new AbortController()
    using begun = new XGBoostTuner({ ...common, study, modelDir })
    const studyCallbacks = [
      (_: unknown, { number }: { number: number }) => void (number === nBefore - 1 && interrupt.abort()),
    ]
    await expect(begun.run({ studyCallbacks, signal: interrupt.signal })).rejects.toMatchObject({ name: "AbortError" })
    const nLeft = study.trials.filter(({ state }) => state === "complete").length
    expect(nLeft).toBeGreaterThanOrEqual(nBefore)

    using tuner = new XGBoostTuner({ ...common, study, modelDir })
    if (nLeft > 0) {
      using kept = await tuner.getBestBooster()
      expect(kept.evaluateSync([[dvalid, "validation"]])[0]?.value).toBe(tuner.bestScore)
    }
    const steps = await tuner.run()
    expect(steps.map(({ nTrials }) => nTrials).filter((_, step) => step !== 3)).toEqual([7, 20, 10, 20, 5])
    expect(await readdir(modelDir)).toContain(`${study.bestTrial.number}.ubj`)
  })

  it("tries the same with the same seed, and others with another", async () => {
    const studies = [1, 1, 2].map(async (samplerSeed) => {
      using tuner = new XGBoostTuner({ ...common, numBoostRound: 2, samplerSeed })
      await tuner.run()
      return valuesOf(tuner.study)
    })
    const [left, right, other] = await Promise.all(studies)
    expect(right).toEqual(left)
    expect(other).not.toEqual(left)
  })

  it("begins with the parameters it is given, by whichever of their names", () => {
    using tuner = new XGBoostTuner({ ...common, params: { ...params, lambda: 2, max_depth: 4 } })
    expect(tuner.bestParams).toMatchObject({ reg_lambda: 2, max_depth: 4, subsample: 1, objective: "multi:softprob" })
    expect(tuner.bestParams).not.toHaveProperty("lambda")
  })

  it("takes the best round of each trial where training is stopped early", async () => {
    using tuner = new XGBoostTuner({ ...common, numBoostRound: 60, earlyStoppingRounds: 2 })
    await tuner.run({ timeoutMs: 400 })
    const booster = await tuner.getBestBooster()
    expect(booster.bestScore).toBe(tuner.bestScore)
  })

  it("refuses what it cannot tune by, before any trial", async () => {
    const codeOf = (options: object): unknown => {
      try {
        new XGBoostTuner({ ...common, ...options }).dispose()
        return undefined
      } catch (error) {
        return (error as { code: unknown }).code
      }
    }
    expect(codeOf({ evals: [] })).toBe("INVALID_ARGUMENT")
    expect(codeOf({ params: 3 })).toBe("INVALID_ARGUMENT")
    expect(codeOf({ study: await createStudy({ direction: "maximize" }) })).toBe("DIRECTION_MISMATCH")
    expect(codeOf({ study: await createStudy(), params: { ...params, eval_metric: ["mlogloss", "auc"] } })).toBe(
      "DIRECTION_MISMATCH",
    )
    using tuner = new XGBoostTuner(common)
    await expect(tuner.getBestBooster()).rejects.toMatchObject({ code: "MODEL_NOT_FOUND" })
    using other = new XGBoostTuner({ ...common, params: { ...params, max_dept: 2 } })
    await expect(other.run()).rejects.toMatchObject({ code: "UNKNOWN_PARAMETER" })
  })
})

describe("XGBoostTunerCV", () => {
  it("tunes the mean over the folds, by folds that an iterator gives once", async () => {
    const rows = Array.from({ length: dtrain.numRow }, (_, row) => row)
    function* folds(): Generator<readonly [number[], number[]]> {
      for (const fold of [0, 1]) yield [rows.filter((row) => row % 2 !== fold), rows.filter((row) => row % 2 === fold)]
    }
    const tuner = new XGBoostTunerCV({ params, dtrain, folds: folds(), numBoostRound: 2, samplerSeed: 1 })
    const steps = await tuner.run()
    expect(steps.map(({ name }) => name)).toEqual(STEPS)
    expect(tuner.bestScore).toBe(Math.min(...(tuner.study?.trials ?? []).map(({ value }) => value as number)))
    expect(tuner.bestScore).toBeLessThan(Math.log(3))
  })
})
