import { describe, expect, test } from "vitest"
import type { Study } from "../../src/index.ts"
import {
  categorical,
  createStudy,
  createTrial,
  float,
  InMemoryStorage,
  int,
  loadStudy,
  NopPruner,
  RandomSampler,
} from "../../src/index.ts"
import { silence } from "../listen.ts"

silence()

const newStudy = (options: Parameters<typeof createStudy>[0] = {}): Promise<Study> =>
  createStudy({ sampler: new RandomSampler({ seed: 1 }), pruner: new NopPruner(), ...options })
const failure = (code: string, text = ""): object => ({ code, message: expect.stringContaining(text) })

describe("tell", () => {
  test("answers the finished trial", async () => {
    const study = await newStudy()
    const trial = await study.ask()
    const x = trial.suggestFloat("x", 0, 1)
    const told = await study.tell(trial, 0.5)
    expect(told).toMatchObject({ number: 0, state: "complete", value: 0.5, params: { x } })
    expect(told.datetimeComplete).toBeInstanceOf(Date)
    expect(told.duration).toBeGreaterThanOrEqual(0)
    expect(study.trials[0]).toBe(told)
  })

  test("takes a trial's number, also in another process's study", async () => {
    const storage = new InMemoryStorage()
    const asking = await newStudy({ storage, studyName: "s" })
    const telling = await loadStudy({ storage, studyName: "s" })
    const trial = await asking.ask()
    trial.suggestFloat("x", 0, 1)
    await asking.sync()
    await telling.tell(0, 3)
    await asking.sync()
    expect(asking.trials[0]).toMatchObject({ state: "complete", value: 3, params: trial.params })
  })

  test("refuses what is no trial of this study", async () => {
    const study = await newStudy()
    const stranger = await (await newStudy()).ask()
    await expect(study.tell(stranger, 1)).rejects.toMatchObject(failure("TRIAL_NOT_FOUND"))
    await expect(study.tell(3, 1)).rejects.toMatchObject(failure("TRIAL_NOT_FOUND", "3"))
    await expect(study.tell("0" as unknown as number, 1)).rejects.toMatchObject(failure("INVALID_ARGUMENT"))
  })

  test("refuses a trial that has finished, unless asked to skip it", async () => {
    const study = await newStudy()
    const trial = await study.ask()
    await study.tell(trial, 1)
    await expect(study.tell(trial, 2)).rejects.toMatchObject(failure("TRIAL_FINISHED", "complete"))
    expect(await study.tell(trial, 2, { skipIfFinished: true })).toMatchObject({ value: 1 })
  })

  test("refuses a waiting trial", async () => {
    const study = await newStudy()
    await study.enqueueTrial({ x: 1 })
    await expect(study.tell(0, 1)).rejects.toMatchObject(failure("TRIAL_NOT_RUNNING", "waiting"))
  })

  test("without a state, wrong values make the trial fail", async () => {
    const study = await newStudy()
    expect(await study.tell(await study.ask(), NaN)).toMatchObject({ state: "fail", values: undefined })
    expect(await study.tell(await study.ask(), [1, 2])).toMatchObject({ state: "fail" })
    expect(await study.tell(await study.ask())).toMatchObject({ state: "fail" })
  })

  test("with a state, values that do not fit are refused and the trial goes on", async () => {
    const study = await newStudy()
    const trial = await study.ask()
    await expect(study.tell(trial, NaN, { state: "complete" })).rejects.toMatchObject(failure("INVALID_VALUES", "NaN"))
    await expect(study.tell(trial, [1, 2], { state: "complete" })).rejects.toMatchObject(failure("INVALID_VALUES", "2"))
    await expect(study.tell(trial, undefined, { state: "complete" })).rejects.toMatchObject(failure("INVALID_VALUES"))
    await expect(study.tell(trial, 1, { state: "pruned" })).rejects.toMatchObject(failure("INVALID_VALUES"))
    await expect(study.tell(trial, 1, { state: "fail" })).rejects.toMatchObject(failure("INVALID_VALUES"))
    await expect(study.tell(trial, 1, { state: "running" as "fail" })).rejects.toMatchObject(
      failure("INVALID_STATE", "running"),
    )
    expect(study.trials[0]?.state).toBe("running")
    expect(await study.tell(trial, 1, { state: "complete" })).toMatchObject({ value: 1 })
  })

  test("a pruned trial takes its last report as its value, unless that is NaN", async () => {
    const study = await newStudy()
    const trial = await study.ask()
    trial.report(3, 7)
    trial.report(2, 1)
    expect(await study.tell(trial, undefined, { state: "pruned" })).toMatchObject({ state: "pruned", value: 3 })
    const other = await study.ask()
    other.report(NaN, 0)
    expect(await study.tell(other, null, { state: "pruned" })).toMatchObject({ values: undefined })
  })

  test("a finished trial takes no more calls", async () => {
    const study = await newStudy()
    const trial = await study.ask()
    await study.tell(trial, 1)
    for (const call of [
      () => trial.suggestFloat("y", 0, 1),
      () => trial.report(1, 1),
      () => trial.setUserAttr("a", 1),
      () => trial.setConstraint("c", 1),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: "TRIAL_FINISHED" }))
    }
    await expect(trial.shouldPrune()).rejects.toMatchObject({ code: "TRIAL_FINISHED" })
    expect(trial.signal.aborted).toBe(true)
  })
})

describe("ask", () => {
  test("suggests fixed distributions at once", async () => {
    const study = await newStudy()
    const trial = await study.ask({ fixedDistributions: { x: float(0, 1), n: int(1, 9), c: categorical(["a", "b"]) } })
    expect(Object.keys(trial.params)).toEqual(["x", "n", "c"])
    expect(Object.keys(trial.distributions)).toEqual(["x", "n", "c"])
  })

  test("gives enqueued trials first, in their order, with their attributes", async () => {
    const study = await newStudy()
    await study.enqueueTrial({ x: 0.25 }, { userAttrs: { from: "me" } })
    await study.enqueueTrial({ x: 0.75 })
    const trials = [await study.ask(), await study.ask(), await study.ask()]
    expect(trials.map((trial) => trial.suggestFloat("x", 0, 1)).slice(0, 2)).toEqual([0.25, 0.75])
    expect(trials.map(({ number }) => number)).toEqual([0, 1, 2])
    expect(trials[0]?.userAttrs).toEqual({ from: "me" })
  })

  test("an enqueued value out of range is used; one that is no choice is refused", async () => {
    const study = await newStudy()
    await study.enqueueTrial({ x: 5, c: "z" })
    const trial = await study.ask()
    expect(trial.suggestFloat("x", 0, 1)).toBe(5)
    expect(() => trial.suggestCategorical("c", ["a", "b"])).toThrow(
      expect.objectContaining({ code: "INVALID_PARAM_VALUE", message: expect.stringContaining("'c'") }),
    )
  })

  test("skipIfExists leaves out what was tried or waits", async () => {
    const study = await newStudy()
    await study.enqueueTrial({ x: 1, c: "a" })
    await study.enqueueTrial({ c: "a", x: 1 + 1e-9 }, { skipIfExists: true })
    await study.enqueueTrial({ x: 1 }, { skipIfExists: true })
    await study.enqueueTrial({ x: NaN }, { skipIfExists: true })
    await study.enqueueTrial({ x: NaN }, { skipIfExists: true })
    expect(study.trials.map(({ systemAttrs }) => systemAttrs["fixed_params"])).toEqual([
      { x: 1, c: "a" },
      { x: 1 },
      { x: NaN },
    ])
  })

  test("a sampler that throws leaves no trial running", async () => {
    const study = await newStudy()
    study.sampler = {
      beforeTrial() {
        throw new Error("sampler")
      },
      sampleIndependent: () => 0,
    }
    await expect(study.ask()).rejects.toThrow("sampler")
    expect(study.trials.map(({ state }) => state)).toEqual(["fail"])
  })

  test("an error of the sampler at the end does not keep the end from being written", async () => {
    const study = await newStudy()
    study.sampler = {
      afterTrial() {
        throw new Error("after")
      },
      sampleIndependent: () => 0,
    }
    await expect(study.tell(await study.ask(), 1)).rejects.toThrow("after")
    expect(study.trials[0]).toMatchObject({ state: "complete", value: 1 })
  })
})

describe("suggest", () => {
  test("refuses impossible ranges before the trial has the parameter", async () => {
    const trial = await (await newStudy()).ask()
    const wrong: [() => unknown, string][] = [
      [() => trial.suggestFloat("lr", 1, 0.1), "'lr': float(1, 0.1): low 1 is above high 0.1"],
      [() => trial.suggestFloat("lr", NaN, 1), "finite"],
      [() => trial.suggestFloat("lr", 0, Infinity), "finite"],
      [() => trial.suggestFloat("lr", 0, 1, { log: true }), "log needs low above 0"],
      [() => trial.suggestFloat("lr", 0, 1, { step: 0 }), "step"],
      [() => trial.suggestFloat("lr", 0.1, 1, { step: 0.1, log: true }), "exclude each other"],
      [() => trial.suggestInt("lr", 3, 1), "low 3 is above high 1"],
      [() => trial.suggestInt("lr", 0.5, 1), "integers"],
      [() => trial.suggestInt("lr", 0, 5, { log: true }), "at least 1"],
      [() => trial.suggestInt("lr", 1, 5, { log: true, step: 2 }), "exclude each other"],
      [() => trial.suggestInt("lr", 1, 5, { step: 0 }), "step"],
      [() => trial.suggestCategorical("lr", []), "one or more"],
    ]
    for (const [call, text] of wrong)
      expect(call).toThrow(
        expect.objectContaining({ code: "INVALID_DISTRIBUTION", message: expect.stringContaining(text) }),
      )
    expect(trial.params).toEqual({})
  })

  test("refuses names that are no string or belong to every object", async () => {
    const trial = await (await newStudy()).ask()
    for (const name of ["__proto__", "constructor", "toString", 3]) {
      expect(() => trial.suggestFloat(name as string, 0, 1)).toThrow(
        expect.objectContaining({ code: "INVALID_PARAM_NAME" }),
      )
    }
  })

  test("answers the same value when asked again, from another range too, and refuses another kind", async () => {
    const trial = await (await newStudy()).ask()
    const x = trial.suggestFloat("x", 0, 1)
    expect(trial.suggestFloat("x", 0, 1)).toBe(x)
    expect(trial.suggestFloat("x", 5, 6)).toBe(x)
    expect(() => trial.suggestInt("x", 0, 1)).toThrow(expect.objectContaining({ code: "INCOMPATIBLE_DISTRIBUTION" }))
    expect(() => trial.suggestFloat("x", 1, 2, { log: true })).toThrow(
      expect.objectContaining({ code: "INCOMPATIBLE_DISTRIBUTION" }),
    )
  })

  test("choices stay the same throughout the study, ranges may change", async () => {
    const study = await newStudy()
    await study.optimize((trial) => trial.suggestFloat("x", 0, trial.number + 1), { nTrials: 2 })
    await study.optimize((trial) => (trial.suggestCategorical("c", ["a", "b"]) === "a" ? 1 : 2), { nTrials: 1 })
    const trial = await study.ask()
    expect(() => trial.suggestCategorical("c", ["b", "a"])).toThrow(
      expect.objectContaining({ code: "INCOMPATIBLE_DISTRIBUTION", message: expect.stringContaining("'c'") }),
    )
  })

  test("a study learns the choices of trials that were added", async () => {
    const study = await newStudy()
    await study.addTrial(createTrial({ value: 1, params: { c: "a" }, distributions: { c: categorical(["a", "b"]) } }))
    const trial = await study.ask()
    expect(() => trial.suggestCategorical("c", ["a"])).toThrow(
      expect.objectContaining({ code: "INCOMPATIBLE_DISTRIBUTION" }),
    )
  })
})

describe("what a trial reports and keeps", () => {
  test("a step keeps its first report", async () => {
    const study = await newStudy()
    const trial = await study.ask()
    trial.report(1, 0)
    trial.report(2, 0)
    trial.report(3, 2.9)
    expect((await study.tell(trial, 1)).intermediateValues).toEqual({ 0: 1, 2: 3 })
  })

  test("wrong reports are refused", async () => {
    const trial = await (await newStudy()).ask()
    for (const [value, step] of [
      ["1", 0],
      [undefined, 0],
      [1, -1],
      [1, NaN],
      [1, "a"],
    ]) {
      expect(() => trial.report(value as number, step as number)).toThrow(
        expect.objectContaining({ code: "INVALID_REPORT" }),
      )
    }
  })

  test("report and shouldPrune are for one objective", async () => {
    const trial = await (await newStudy({ directions: ["minimize", "minimize"] })).ask()
    expect(() => trial.report(1, 0)).toThrow(expect.objectContaining({ code: "SINGLE_OBJECTIVE_ONLY" }))
    await expect(trial.shouldPrune()).rejects.toMatchObject({ code: "SINGLE_OBJECTIVE_ONLY" })
  })

  test("a constraint keeps its first value and is no NaN", async () => {
    const study = await newStudy()
    const trial = await study.ask()
    expect(() => trial.setConstraint("__proto__", 5)).toThrow(expect.objectContaining({ code: "INVALID_CONSTRAINT" }))
    expect(() => trial.setUserAttr("__proto__", 5)).toThrow(expect.objectContaining({ code: "INVALID_ATTR" }))
    trial.setConstraint("size", -1)
    trial.setConstraint("size", 5)
    expect(() => trial.setConstraint("other", NaN)).toThrow(
      expect.objectContaining({ code: "INVALID_CONSTRAINT", message: expect.stringContaining("'other'") }),
    )
    expect(trial.constraints).toEqual({ size: -1 })
    expect((await study.tell(trial, 1)).systemAttrs).toMatchObject({ "constraints:size": -1 })
  })

  test("attributes are JSON, copied", async () => {
    const study = await newStudy()
    const trial = await study.ask()
    const list = [1, { a: null }]
    trial.setUserAttr("list", list)
    list.push(2)
    const circle: unknown[] = []
    circle.push(circle)
    for (const value of [undefined, () => 1, 1n, Symbol("s"), circle]) {
      expect(() => trial.setUserAttr("bad", value)).toThrow(expect.objectContaining({ code: "INVALID_ATTR" }))
    }
    expect((await study.tell(trial, 1)).userAttrs).toEqual({ list: [1, { a: null }] })
  })
})

describe("a trial that is added", () => {
  const distributions = { x: float(0, 1) }
  const wrong: [string, object][] = [
    ["complete without a value", {}],
    ["failed with a value", { state: "fail", value: 1 }],
    ["of NaN", { value: NaN }],
    ["with value and values", { value: 1, values: [1] }],
    ["out of range", { value: 1, params: { x: 2 }, distributions }],
    ["with a parameter without a distribution", { value: 1, params: { x: 0.5 } }],
    ["with a distribution without a parameter", { value: 1, distributions }],
    ["in an unknown state", { state: "done", value: 1 }],
    ["with a report at no step", { value: 1, intermediateValues: { a: 1 } }],
    ["with a report that is no number", { value: 1, intermediateValues: { 0: "x" } }],
  ]
  test.each(wrong)("%s is refused", (_, options) => {
    expect(() => createTrial(options)).toThrow(expect.objectContaining({ code: "INVALID_TRIAL" }))
  })

  test("must have as many values as the study has objectives; then none of the batch is added", async () => {
    const study = await newStudy()
    const batch = [createTrial({ value: 1 }), createTrial({ values: [1, 2] })]
    await expect(study.addTrials(batch)).rejects.toMatchObject(failure("INVALID_VALUES", "2"))
    expect(study.trials).toEqual([])
  })
})
