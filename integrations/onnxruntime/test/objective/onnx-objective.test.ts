import type { Study } from "@parzen/core"
import {
  categorical,
  createStudy,
  FixedTrial,
  float,
  int,
  RandomSampler,
  setVerbosity,
  ThresholdPruner,
  TPESampler,
} from "@parzen/core"
import { assertRejects, assertThrows } from "@parzen/core/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { OnnxObjectiveOptions, OnnxSession, SetSessionOptions } from "../../src/index.ts"
import { OnnxClassifier, onnxObjective, onnxSpace } from "../../src/index.ts"
import { countedRuntime } from "../counted-runtime.ts"
import { hasRuntime } from "../has-runtime.ts"
import { irisModel, lookup, NAMES, nearest, unary, X, y } from "../models.ts"

beforeAll(() => setVerbosity("silent"))
afterAll(() => setVerbosity("info"))

const quick = { warmup: 1, minRuns: 5, minTimeMs: 0 }
const share = nearest.filter((kind, i) => kind === y[i]).length / y.length
const data = { X, y }
const noSpace = { space: {} }

function failCause(study: Study, number = 0): string {
  return JSON.stringify(study.trials[number]?.systemAttrs["parzen:fail_cause"])
}

describe.skipIf(!hasRuntime)("onnxObjective", () => {
  it("minimises the median latency, and keeps all that it measured", async () => {
    const objective = onnxObjective(irisModel(), quick)
    expect([objective.directions, objective.metricNames]).toEqual([["minimize"], ["p50"]])
    const study = await createStudy({ sampler: new TPESampler({ seed: 1 }) })
    await study.optimize(objective, { nTrials: 12 })
    expect(Object.keys(study.bestParams).sort()).toEqual(Object.keys(onnxSpace()).sort())
    const { userAttrs, value } = study.bestTrial
    expect(userAttrs).toMatchObject({ p50: value, runs: 5, size: irisModel().length })
    for (const name of ["p95", "mean", "throughput", "loadTime", "memory"]) expect(userAttrs[name]).toBeTypeOf("number")
  })

  it("weighs latency against the score on data, over several models", async () => {
    const models = { near: irisModel(), same: irisModel({ outputs: ["label", "probabilities"] }) }
    const objective = onnxObjective(models, { ...quick, data })
    expect(objective.directions).toEqual(["minimize", "maximize"])
    expect(objective.metricNames).toEqual(["p50", "score"])
    const study = await createStudy({ directions: objective.directions, sampler: new RandomSampler({ seed: 1 }) })
    await study.optimize(objective, { nTrials: 6 })
    for (const { values, params, userAttrs } of study.trials) {
      expect(values?.[1]).toBe(share)
      expect(userAttrs["score"]).toBe(share)
      expect(["near", "same"]).toContain(params["model"])
    }
    expect(study.bestTrials.length).toBeGreaterThan(0)
  })

  it("gives the score that the estimator has by itself, for any batch size and scorer", async () => {
    const classifier = new OnnxClassifier(irisModel())
    const log = await classifier.predictProba(X)
    await classifier.dispose()
    const logLoss = y.reduce((sum, kind, i) => sum - Math.log(log[i]?.[kind] ?? 0), 0) / y.length
    const options = {
      ...quick,
      data,
      scoring: "neg_log_loss",
      objectives: ["score"],
      space: { batchSize: categorical([1, 64]) },
    } as const
    const objective = onnxObjective(irisModel(), options)
    for (const batchSize of [1, 64]) expect(await objective(new FixedTrial({ batchSize }))).toBeCloseTo(-logLoss, 5)
  })

  it("judges regressors, and names that models say", async () => {
    const regression = onnxObjective(unary("Neg"), {
      ...quick,
      ...noSpace,
      task: "regression",
      data: { X: [[1], [2], [4]], y: [-1, -2, -4] },
      objectives: ["score"],
    })
    expect(await regression(new FixedTrial({}))).toBe(1)
    const named = onnxObjective(irisModel(), {
      ...quick,
      ...noSpace,
      data: { X, y: y.map((kind) => NAMES[kind] as string) },
      estimator: { classes: [...NAMES] },
      objectives: ["score"],
    })
    expect(await named(new FixedTrial({}))).toBe(share)
  })

  it("sets constraints that are at most 0 where the bounds are kept", async () => {
    const objective = onnxObjective(irisModel(), {
      ...quick,
      ...noSpace,
      data,
      constraints: { p95: { max: 1e6 }, score: { min: 0.99 }, size: { min: 100, max: 200 } },
    })
    const trial = new FixedTrial({})
    await objective(trial)
    expect(trial.constraints["p95"]).toBeLessThan(0)
    expect(trial.constraints["score"]).toBeCloseTo(0.99 - share, 12)
    expect(trial.constraints["size"]).toBe(irisModel().length - 200)
  })

  it("takes objectives of one's own over all that is known of a trial", async () => {
    const objective = onnxObjective(irisModel(), {
      ...quick,
      space: { batchSize: categorical([16]), intraOpNumThreads: int(1, 2) },
      objectives: [
        "throughput",
        { name: "ms per row", direction: "minimize", value: ({ mean, batchSize }) => mean / batchSize },
        {
          name: "threads",
          direction: "minimize",
          value: ({ sessionOptions }) => sessionOptions.intraOpNumThreads ?? 0,
        },
      ],
    })
    expect(objective.directions).toEqual(["maximize", "minimize", "minimize"])
    const [throughput = 0, perRow = 0, threads] = (await objective(
      new FixedTrial({ batchSize: 16, intraOpNumThreads: 2 }),
    )) as number[]
    expect(throughput * perRow).toBeCloseTo(1000, 6)
    expect(threads).toBe(2)
  })

  it("gives the runtime the session options that are searched and those that stay", async () => {
    const seen: object[] = []
    const { ort } = await countedRuntime()
    const factory = (options: SetSessionOptions): Promise<OnnxSession> => {
      seen.push(options)
      return ort.InferenceSession.create(irisModel(), options)
    }
    const objective = onnxObjective(factory, {
      ...quick,
      ort,
      space: { executionProvider: categorical(["cpu"]), enableMemPattern: categorical([true, false]) },
      sessionOptions: { intraOpNumThreads: 1 },
    })
    await objective(new FixedTrial({ executionProvider: "cpu", enableMemPattern: false }))
    expect(seen).toEqual([{ intraOpNumThreads: 1, enableMemPattern: false, executionProviders: ["cpu"] }])
  })

  it("leaves what stays as it is out of the default space, and times on the inputs given", async () => {
    const shapes: number[][] = []
    const objective = onnxObjective(irisModel(), {
      ...quick,
      sessionOptions: { intraOpNumThreads: 1, executionMode: "sequential" },
      inputs: (batchSize) => {
        shapes.push([batchSize, 4])
        return { x: { data: new Float32Array(4 * batchSize), shape: [batchSize, 4] } }
      },
      batchSize: 3,
    })
    const study = await createStudy({ sampler: new RandomSampler({ seed: 0 }) })
    await study.optimize(objective, { nTrials: 2 })
    expect(Object.keys(study.bestParams).sort()).toEqual([
      "enableCpuMemArena",
      "enableMemPattern",
      "graphOptimizationLevel",
    ])
    expect(shapes).toEqual([
      [3, 4],
      [3, 4],
    ])
  })

  it("measures one trial at a time, whatever the concurrency, and two studies neither", async () => {
    const { ort, sessions } = await countedRuntime()
    const optimize = async (seed: number): Promise<void> => {
      const study = await createStudy({ sampler: new RandomSampler({ seed }) })
      await study.optimize(onnxObjective(irisModel(), { ...quick, ort }), { nTrials: 8, concurrency: 4 })
    }
    await Promise.all([optimize(1), optimize(2)])
    expect(sessions).toEqual({ open: 0, made: 17, atOnce: 1 })
  })

  it("reports the latency while it measures, so that a pruner ends a slow trial, whose session is released", async () => {
    const { ort, sessions } = await countedRuntime()
    const study = await createStudy({ pruner: new ThresholdPruner({ upper: 1e-9 }) })
    await study.optimize(onnxObjective(irisModel(), { ...quick, ...noSpace, ort, minRuns: 50 }), { nTrials: 2 })
    expect(study.trials.map(({ state }) => state)).toEqual(["pruned", "pruned"])
    expect(Object.keys(study.trials[0]?.intermediateValues ?? {})).toEqual(["0"])
    expect(sessions.open).toBe(0)
  })

  it("reports four times on the way in a trial that is not pruned", async () => {
    const study = await createStudy()
    await study.optimize(onnxObjective(irisModel(), { ...quick, ...noSpace }), { nTrials: 1 })
    expect(Object.keys(study.bestTrial.intermediateValues)).toEqual(["0", "1", "2", "3"])
  })

  it("fails a trial with its cause, releases its session, and goes on with the next", async () => {
    const { ort, sessions } = await countedRuntime((runs) => {
      if (runs === 3) throw new Error("the device is gone")
    })
    const study = await createStudy()
    const objective = onnxObjective(irisModel(), { ...quick, ...noSpace, ort })
    await study.optimize(objective, { nTrials: 2, catch: [Error] })
    expect(study.trials.map(({ state }) => state)).toEqual(["fail", "complete"])
    expect(failCause(study)).toMatch(/MODEL_RUN_FAILED: .*the device is gone/)
    expect(sessions.open).toBe(0)
  })

  it("fails trials of models that do not load, that do not fit the data, or that fail on it", async () => {
    const { ort, sessions } = await countedRuntime()
    const models = { none: new Uint8Array(8), missing: "/nowhere.onnx", narrow: unary("Sigmoid", 2), bad: lookup }
    const space = { model: categorical(Object.keys(models)) }
    const study = await createStudy({ directions: ["minimize", "maximize"] })
    for (const model of Object.keys(models)) await study.enqueueTrial({ model })
    const objective = onnxObjective(models, { ...quick, ort, space, data })
    await study.optimize(objective, { nTrials: 4, catch: [Error] })
    expect(study.trials.map(({ state }) => state)).toEqual(["fail", "fail", "fail", "fail"])
    const causes = [0, 1, 2, 3].map((number) => failCause(study, number).slice(1, 18))
    expect(causes).toEqual(["MODEL_NOT_LOADED:", "MODEL_NOT_LOADED:", "INVALID_DATA: X: ", "INVALID_DATA: X: "])
    expect(sessions.open).toBe(0)
  })

  it("fails trials whose labels the model cannot say", async () => {
    const objective = onnxObjective(irisModel(), { ...quick, ...noSpace, data: { X, y: y.map((kind) => kind + 1) } })
    await assertRejects(
      () => objective(new FixedTrial({})),
      "INVALID_DATA",
      /y: row 100 is 3, none of the model's classes \[0, 1, 2\]: give estimator: \{ classes \}/,
    )
  })

  it("ends a trial whose time is up, and the study that is cancelled, with no session left", async () => {
    const { ort, sessions } = await countedRuntime()
    const objective = onnxObjective(irisModel(), { ...noSpace, ort, minTimeMs: 60_000 })
    const study = await createStudy()
    await study.optimize(objective, { nTrials: 2, trialTimeoutMs: 50, catch: [Error] })
    expect(study.trials.map(({ state }) => state)).toEqual(["fail", "fail"])
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error("cancelled")), 50)
    await expect(study.optimize(objective, { nTrials: 3, concurrency: 2, signal: controller.signal })).rejects.toThrow(
      "cancelled",
    )
    await onnxObjective(irisModel(), { ...quick, ...noSpace, ort })(new FixedTrial({})) // its turn comes when the others have ended
    expect(sessions).toMatchObject({ open: 0, atOnce: 1 })
  })

  it("ends in the middle of scoring too", async () => {
    const controller = new AbortController()
    const { ort, sessions } = await countedRuntime((runs) => {
      if (runs === 20) controller.abort(new Error("cancelled"))
    })
    const objective = onnxObjective(irisModel(), { ...quick, ...noSpace, ort, data })
    const study = await createStudy({ directions: ["minimize", "maximize"] })
    await expect(study.optimize(objective, { nTrials: 1, signal: controller.signal })).rejects.toThrow("cancelled")
    expect(sessions.open).toBe(0)
  })
})

describe("onnxObjective refuses at once", () => {
  const refused = (says: string, message: RegExp, options: object, code = "INVALID_ARGUMENT"): void =>
    it(says, () => assertThrows(() => onnxObjective(irisModel(), options as OnnxObjectiveOptions), code, message))

  refused("options that there are not", /'metric': is none of the options objectives/, { metric: "p50" })
  refused("objectives that there are not", /objectives: takes p50, p95, .*, got 'latency'/, { objectives: ["latency"] })
  refused("memory as an objective", /do not compare/, { objectives: ["memory"] })
  refused("an objective twice", /'p50' comes twice/, { objectives: ["p50", "p50"] })
  refused("no objectives", /a list of one or more/, { objectives: [] })
  refused("a metric without a direction", /\{ name, direction, value \}/, {
    objectives: [{ name: "x", value: () => 1 }],
  })
  refused("a score without data", /'score' needs data/, { objectives: ["score"] })
  refused("a constraint of the score without data", /'score' needs data/, { constraints: { score: { min: 1 } } })
  refused("constraints without bounds", /'p95' takes \{ min \}, \{ max \}/, { constraints: { p95: {} } })
  refused("bounds that are NaN", /finite numbers/, { constraints: { p95: { max: NaN } } })
  refused("bounds by another name", /finite numbers/, { constraints: { p95: { below: 5 } } })
  refused("parameters that there are not", /'threads' is none of model, batchSize/, { space: { threads: int(1, 2) } })
  refused("ends out of the domain", /'intraOpNumThreads': takes an integer from 0/, {
    space: { intraOpNumThreads: int(-1, 2) },
  })
  refused("choices that there are not", /'graphOptimizationLevel': takes 'disabled'/, {
    space: { graphOptimizationLevel: categorical(["all", "most"]) },
  })
  refused("a model that there is not", /model is one of model, got 'int8'/, { space: { model: categorical(["int8"]) } })
  refused("batches of none", /batchSize is an integer from 1/, { space: { batchSize: int(0, 4) } })
  refused("floats", /is searched in int\(\) or categorical\(\)/, { space: { batchSize: float(1, 4) } })
  refused("what is searched and fixed", /in space and in sessionOptions/, {
    space: { intraOpNumThreads: int(1, 2) },
    sessionOptions: { intraOpNumThreads: 1 },
  })
  refused("a provider that is searched and fixed", /'executionProvider': is in space and/, {
    space: { executionProvider: categorical(["cpu"]) },
    sessionOptions: { executionProviders: ["cpu"] },
  })
  refused("session options that there are not", /'threads': no session option/, { sessionOptions: { threads: 1 } })
  refused("inputs of one size for batches of several", /inputs: are a function/, {
    inputs: {},
    space: { batchSize: int(1, 2) },
  })
  refused("data of different lengths", /150 rows and y has 2/, { data: { X, y: [1, 2] } }, "INVALID_DATA")
  refused("no data", /no rows/, { data: { X: [], y: [] } }, "INVALID_DATA")
  refused("labels that are NaN", /y: row 1 is NaN/, { data: { X: [[1], [2]], y: [0, NaN] } }, "INVALID_DATA")
  refused("tasks that there are not", /task: is/, { data, task: "ranking" })
  refused("scorers that there are not", /bleu/, { data, scoring: "bleu" }, "UNKNOWN_SCORER")
  refused("parameters of another estimator", /'output': is none/, { data, estimator: { output: "y" } })

  it("models that are none, and the size of one made by a function", () => {
    assertThrows(() => onnxObjective({}), "INVALID_ARGUMENT", /models: takes a model/)
    assertThrows(() => onnxObjective(null as never), "INVALID_ARGUMENT", /models: takes a model/)
    assertThrows(() => onnxObjective({ a: 5 as never }), "INVALID_ARGUMENT", /models: 'a': takes the bytes/)
    const made = (): never => assertThrows as never
    assertThrows(() => onnxObjective(made, { objectives: ["size"] }), "INVALID_ARGUMENT", /'size' is not known/)
  })

  it("what a space that is a function answers, in the trial", async () => {
    const objective = onnxObjective(irisModel(), { space: () => ({ threads: 2 }) as never })
    await assertRejects(() => objective(new FixedTrial({})), "INVALID_ARGUMENT", /'threads' is none of/)
  })
})
