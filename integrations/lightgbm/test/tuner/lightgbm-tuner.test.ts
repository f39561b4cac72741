import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createStudy, setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { LightGBMTunerOptions } from "../../src/index.ts"
import { Dataset, LightGBMTuner } from "../../src/index.ts"
import { at, table } from "../table.ts"

const [N, V] = [120, 60]
const X = table(N + V, 4, 5, false)
const y = X.map((_, row) => Number(at(X, row, 0) + 40 * (row % 3) > 95))
const trainSet = new Dataset(X.slice(0, N), { label: y.slice(0, N) })
const valid = trainSet.createValid(X.slice(N), { label: y.slice(N) })
const params = { objective: "binary", num_threads: 1, verbosity: -1, feature_pre_filter: false }
const common: LightGBMTunerOptions = { params, trainSet, validSets: [valid], numBoostRound: 3, samplerSeed: 1 }

let folder = ""
beforeAll(async () => {
  setVerbosity("error")
  folder = await mkdtemp(join(tmpdir(), "parzen-tuner-"))
})
afterAll(async () => {
  for (const data of [valid, trainSet]) data.dispose()
  await rm(folder, { recursive: true })
})

describe("LightGBMTuner", () => {
  it.each([3, 15, 44])("goes on after %i trials in another tuner, with the model of the best", async (nBefore) => {
    const modelDir = join(folder, String(nBefore))
    const study = await createStudy()
    const interrupt = new AbortController()
    using begun = new LightGBMTuner({ ...common, study, modelDir })
    const studyCallbacks = [
      (_: unknown, { number }: { number: number }) => {
        if (number === nBefore - 1) interrupt.abort()
      },
    ]
    await expect(begun.run({ studyCallbacks, signal: interrupt.signal })).rejects.toMatchObject({ name: "AbortError" })

    using tuner = new LightGBMTuner({ ...common, study, modelDir })
    using kept = await tuner.getBestBooster()
    expect(kept.predictSync(X.slice(N))).toEqual((await begun.getBestBooster()).predictSync(X.slice(N)))
    const steps = await tuner.run()
    expect(steps.map(({ nTrials }) => nTrials).filter((_, step) => step !== 3)).toEqual([7, 20, 10, 20, 5])
    expect(await readdir(modelDir)).toContain(`${study.bestTrial.number}.txt`)
    using other = new LightGBMTuner({ ...common, study })
    await expect(other.getBestBooster()).rejects.toMatchObject({ code: "MODEL_NOT_FOUND" })
  })

  it("refuses what it cannot tune by, before any trial", async () => {
    const codeOf = (options: object): unknown => {
      try {
        new LightGBMTuner({ ...common, ...options }).dispose()
        return undefined
      } catch (error) {
        return (error as { code: unknown }).code
      }
    }
    expect(codeOf({ validSets: [] })).toBe("INVALID_ARGUMENT")
    expect(codeOf({ params: { ...params, metric: "none" } })).toBe("INVALID_ARGUMENT")
    expect(codeOf({ params: { ...params, metric: "auc" }, study: await createStudy() })).toBe("DIRECTION_MISMATCH")
    expect(codeOf({ study: await createStudy({ direction: "maximize" }) })).toBe("DIRECTION_MISMATCH")
    using tuner = new LightGBMTuner({ ...common, params: { ...params, max_bins: 1 } })
    await expect(tuner.run()).rejects.toMatchObject({ code: "LIGHTGBM_ERROR" })
    expect(tuner.bestScore).toBeUndefined()
  })
})
