import type { StepwiseTunerOptions, TunedParams, TuningStep } from "@parzen/boosting"
import { linspace, StepwiseTuner } from "@parzen/boosting"
import {
  createStudy,
  float,
  GridSampler,
  InMemoryStorage,
  int,
  setVerbosity,
  TPESampler,
  TrialPruned,
} from "@parzen/core"
import type { Study, Trial } from "@parzen/core"
import { describe, expect, it } from "vitest"

setVerbosity("error")

const steps: TuningStep[] = [
  {
    name: "fraction",
    plan: () => ({
      space: { fraction: float(0.4, 1) },
      sampler: new GridSampler({ searchSpace: { fraction: linspace(0.4, 1, 7) } }),
      nTrials: 7,
    }),
  },
  {
    name: "leaves",
    plan: () => ({ space: { leaves: int(2, 256) }, sampler: new TPESampler({ seed: 1 }), nTrials: 20 }),
  },
  {
    name: "fraction again",
    plan({ fraction }) {
      const near = linspace((fraction as number) - 0.08, (fraction as number) + 0.08, 6)
      const values = near.filter((value) => value >= 0.4 && value <= 1)
      const sampler = new GridSampler({ searchSpace: { fraction: values } })
      return { space: { fraction: float(0.4, 1) }, sampler, nTrials: values.length }
    },
  },
]

function loss({ fraction, leaves }: TunedParams): number {
  return ((fraction as number) - 0.77) ** 2 + Math.abs((leaves as number) - 100) / 1000
}

function options(study: Study, tried: TunedParams[] = []): StepwiseTunerOptions<string> {
  return {
    study,
    direction: "minimize",
    prefix: "test_tuner",
    paramsKey: "params",
    steps,
    params: { objective: "binary", fraction: 1, leaves: 31 },
    evaluate: async (params) => {
      tried.push(params)
      return { value: loss(params), keep: () => `model of ${JSON.stringify(params)}` }
    },
  }
}

describe("StepwiseTuner", () => {
  it("searches a few parameters at a time around the best of the others", async () => {
    const tried: TunedParams[] = []
    const tuner = new StepwiseTuner(options(await createStudy(), tried))
    await tuner.run()
    expect(tried).toHaveLength(7 + 20 + 6)
    expect(tried.slice(0, 7).map(({ leaves }) => leaves)).toEqual(Array(7).fill(31))
    expect(
      tried
        .slice(0, 7)
        .map(({ fraction }) => fraction as number)
        .sort(),
    ).toEqual(linspace(0.4, 1, 7))
    expect(new Set(tried.slice(7, 27).map(({ fraction }) => fraction))).toEqual(new Set([linspace(0.4, 1, 7)[4]]))
    expect(new Set(tried.slice(27).map(({ leaves }) => leaves)).size).toBe(1)
    expect(tuner.bestScore).toBe(Math.min(...tried.map(loss)))
    expect(tuner.bestParams).toEqual(tried.find((params) => loss(params) === tuner.bestScore))
    expect(tuner.bestModel).toBe(`model of ${JSON.stringify(tuner.bestParams)}`)
  })

  it("draws in a step what its sampler would draw in a study of its own", async () => {
    const tried: TunedParams[] = []
    await new StepwiseTuner(options(await createStudy(), tried)).run()
    const alone = await createStudy({ sampler: new TPESampler({ seed: 1 }) })
    const fraction = linspace(0.4, 1, 7)[4]
    await alone.optimize((trial) => loss({ fraction, leaves: trial.suggestInt("leaves", 2, 256) }), { nTrials: 20 })
    expect(tried.slice(7, 27).map(({ leaves }) => leaves)).toEqual(alone.trials.map(({ params }) => params["leaves"]))
  })

  it("goes on where a run has ended, in the middle of a step, over the same study", async () => {
    const storage = new InMemoryStorage()
    const study = await createStudy({ storage, studyName: "resumed" })
    const before: TunedParams[] = []
    const enough = new AbortController()
    const stopping = options(study, before)
    const evaluate: typeof stopping.evaluate = (params, trial) => {
      if (before.length === 29) enough.abort("enough")
      return stopping.evaluate(params, trial)
    }
    await expect(new StepwiseTuner({ ...stopping, evaluate }).run({ signal: enough.signal })).rejects.toBe("enough")
    const after: TunedParams[] = []
    const again = await createStudy({ storage, studyName: "resumed", loadIfExists: true })
    const tuner = new StepwiseTuner(options(again, after))
    expect(tuner.bestModel).toBeUndefined()
    await tuner.run()
    const complete = again.trials.filter(({ state }) => state === "complete")
    expect(complete).toHaveLength(33)
    const third = complete.filter(({ systemAttrs }) => systemAttrs["test_tuner:step_name"] === "fraction again")
    expect(new Set(third.map(({ params }) => params["fraction"])).size).toBe(6)
    await tuner.run()
    expect(again.trials.filter(({ state }) => state === "complete")).toHaveLength(33)
  })

  it("counts pruned trials, and begins a step with what it was given if none was complete", async () => {
    const study = await createStudy()
    const pruning = { ...options(study), evaluate: () => Promise.reject(new TrialPruned()) }
    const tuner = new StepwiseTuner(pruning)
    await tuner.run()
    expect(study.trials.every(({ state }) => state === "pruned")).toBe(true)
    expect(study.trials).toHaveLength(7 + 20 + 3)
    expect(tuner.bestParams).toEqual({ objective: "binary", fraction: 1, leaves: 31 })
    expect(tuner.bestScore).toBe(Infinity)
  })

  it("gives the study its own sampler back, also when a trial fails", async () => {
    const sampler = new TPESampler({ seed: 3 })
    const study = await createStudy({ sampler })
    const failing = new StepwiseTuner({ ...options(study), evaluate: () => Promise.reject(new RangeError("no")) })
    await expect(failing.run()).rejects.toThrow(RangeError)
    expect(study.sampler).toBe(sampler)
    await new StepwiseTuner(options(study)).run()
    expect(study.trials.filter(({ state }) => state === "complete")).toHaveLength(33)
  })

  it("starts no trial when its time is over, and hears callbacks", async () => {
    const study = await createStudy()
    await new StepwiseTuner(options(study)).run({ timeBudgetMs: 0 })
    expect(study.trials).toHaveLength(0)
    let heard = 0
    const slowly = { ...options(study), evaluate: async (_: TunedParams, trial: Trial) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return { value: trial.number }
    } } // prettier-ignore
    await new StepwiseTuner(slowly).run({ timeBudgetMs: 70, callbacks: [() => void heard++] })
    expect(heard).toBeGreaterThan(0)
    expect(heard).toBeLessThan(7)
  })

  it("refuses a study of the other direction and a budget that is none", async () => {
    const study = await createStudy({ direction: "maximize" })
    const make = (): unknown => new StepwiseTuner(options(study))
    expect(make).toThrow(expect.objectContaining({ code: "DIRECTION_MISMATCH" }))
    const tuner = new StepwiseTuner(options(await createStudy()))
    await expect(tuner.run({ timeBudgetMs: -1 })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
  })
})
