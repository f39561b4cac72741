import type { Trial } from "@parzen/core"
import { createStudy, RandomSampler, setVerbosity, TrialPruned } from "@parzen/core"
import { beforeAll, describe, expect, it } from "vitest"
import type { StepwiseTunerOptions, TunedParams, TuningStep } from "../../src/index.ts"
import { gridPlan, linspace, StepwiseTuner, tpePlan } from "../../src/index.ts"

const STEPS: readonly TuningStep[] = [
  {
    name: "a",
    plan: (state) => gridPlan("a", [1, 2, 3], state),
    suggest: (trial) => ({ a: trial.suggestFloat("a", 0, 4) }),
  },
  {
    name: "b",
    plan: (state) => tpePlan(5, state),
    suggest: (trial) => ({ b: trial.suggestFloat("b", 0, 1) }),
  },
  {
    name: "around a",
    plan: (state) => gridPlan("a", [Number(state.best["a"]) - 0.5, Number(state.best["a"]) + 0.5], state),
    suggest: (trial) => ({ a: trial.suggestFloat("a", 0, 4) }),
  },
]

const evaluate = async ({ a, b }: TunedParams): Promise<{ value: number; nRounds: number }> => ({
  value: (Number(a) - 2.4) ** 2 + (Number(b) - 0.5) ** 2,
  nRounds: 10,
})

async function open(options: Partial<StepwiseTunerOptions> = {}): Promise<StepwiseTuner> {
  const study = options.study ?? (await createStudy())
  const common = { steps: STEPS, params: { a: 0, b: 0, c: "stays" }, prefix: "tuner", paramsName: "params", seed: 1 }
  return new StepwiseTuner({ ...common, study, evaluate, ...options })
}

beforeAll(() => setVerbosity("error"))

describe("StepwiseTuner", () => {
  it("searches each step's parameters from the best of the steps before", async () => {
    const study = await createStudy({ sampler: new RandomSampler({ seed: 0 }) })
    const { sampler } = study
    const tuner = await open({ study })
    expect([tuner.bestParams, tuner.bestValue]).toEqual([{ a: 0, b: 0, c: "stays" }, undefined])

    const steps = await tuner.run()

    const all = study.trials.map(({ systemAttrs }) => JSON.parse(String(systemAttrs["tuner:params"])) as TunedParams)
    expect(all.slice(0, 3).map(({ a }) => a)).toEqual(expect.arrayContaining([1, 2, 3]))
    expect(all.slice(0, 3).every(({ b }) => b === 0)).toBe(true)
    expect(all.slice(3, 8).every(({ a }) => a === 2)).toBe(true)
    expect(new Set(all.slice(8).map(({ a }) => a))).toEqual(new Set([1.5, 2.5]))
    expect(tuner.bestParams).toMatchObject({ a: 2.5, c: "stays" })
    expect(steps.map(({ name, nTrials }) => [name, nTrials])).toEqual([
      ["a", 3],
      ["b", 5],
      ["around a", 2],
    ])
    expect(steps[0]?.before).toBeUndefined()
    expect(steps[1]?.before).toBe(steps[0]?.after)
    expect(steps.at(-1)?.after).toBe(tuner.bestValue)
    expect(study.sampler).toBe(sampler)
    expect(Object.keys(study.trials[0]?.systemAttrs ?? {})).toEqual(
      expect.arrayContaining(["tuner:step_name", "tuner:elapsed_secs", "tuner:average_iteration_time"]),
    )
  })

  it.each([1, 3, 6, 9])("goes on after %i trials where it was left, with the same grids", async (nBefore) => {
    const study = await createStudy()
    let left = nBefore
    const crash = async (params: TunedParams): ReturnType<typeof evaluate> => {
      if (left-- === 0) throw new RangeError("power cut")
      return evaluate(params)
    }
    const { sampler } = study
    await expect((await open({ study, evaluate: crash })).run()).rejects.toThrow("power cut")
    expect(study.sampler).toBe(sampler)
    const steps = await (await open({ study })).run()

    const ended = study.trials.filter(({ state }) => state === "complete")
    expect(ended).toHaveLength(10)
    const values = (name: string): unknown[] =>
      ended.filter(({ systemAttrs }) => systemAttrs["tuner:step_name"] === name).map(({ params }) => params["a"])
    expect(new Set(values("a"))).toEqual(new Set([1, 2, 3]))
    expect(new Set(values("around a"))).toEqual(new Set([1.5, 2.5]))
    expect(steps.map(({ nTrials }) => nTrials)).toEqual([3, 5, 2])
  })

  it("has nothing left to do in a study that is through", async () => {
    const study = await createStudy()
    await (await open({ study })).run()
    await (await open({ study })).run()
    expect(study.trials).toHaveLength(10)
  })

  it("counts pruned trials, and never takes one for the best", async () => {
    const prune = async (params: TunedParams, trial: Trial): ReturnType<typeof evaluate> => {
      trial.report(-1, 0)
      if (trial.number === 1) throw new TrialPruned()
      return evaluate(params)
    }
    const tuner = await open({ evaluate: prune })
    const [first] = await tuner.run()
    expect(first?.nTrials).toBe(3)
    expect(tuner.bestValue).toBeGreaterThanOrEqual(0)
  })

  it("starts no trial after its time, and ends by the signal", async () => {
    const tuner = await open()
    await tuner.run({ timeoutMs: 0 })
    expect(tuner.bestValue).toBeUndefined()
    await expect(tuner.run({ signal: AbortSignal.abort(new RangeError("enough")) })).rejects.toThrow("enough")
  })
})

describe("linspace", () => {
  it("is numpy's", () => {
    expect(linspace(0.4, 1, 7)).toEqual([0.4, 0.5, 0.6, 0.7, 0.8, 0.8999999999999999, 1])
  })
})
