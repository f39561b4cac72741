import { describe, expect, test } from "vitest"
import type { FrozenTrial, Storage, Study } from "../../src/index.ts"
import {
  categorical,
  copyStudy,
  createStudy,
  createTrial,
  FixedTrial,
  float,
  getVerbosity,
  InMemoryStorage,
  int,
  loadStudy,
  MaxTrialsCallback,
  NoImprovementCallback,
  NopPruner,
  RandomSampler,
  setLogSink,
  setVerbosity,
  TargetCallback,
  toCsv,
  TPESampler,
} from "../../src/index.ts"
import { warningsOf } from "../../src/testing/index.ts"
import { silence } from "../listen.ts"

silence()

const newStudy = (): Promise<Study> => createStudy({ sampler: new RandomSampler({ seed: 1 }), pruner: new NopPruner() })
const code = (name: string): unknown => expect.objectContaining({ code: name })
const states = (study: Study): string[] => study.trials.map(({ state }) => state)

describe("whatever an objective throws", () => {
  const thrown: [string, unknown][] = [
    ["nothing", undefined],
    ["null", null],
    ["an object without a prototype", Object.create(null)],
    [
      "an error that cannot be printed",
      Object.assign(new Error("x"), {
        toString() {
          throw new Error("unprintable")
        },
      }),
    ],
  ]
  test.each(thrown)("%s: the trial fails and optimize rejects with it", async (_, error) => {
    for (const objective of [() => Promise.reject(error), () => Promise.resolve().then(() => Promise.reject(error))]) {
      const study = await newStudy()
      const seen = await study.optimize(objective, { nTrials: 3 }).then(
        () => "resolved",
        (reason: unknown) => ({ reason }),
      )
      expect(seen).toEqual({ reason: error })
      expect(states(study)).toEqual(["fail"])
    }
  })

  test("a value that cannot be read makes the trial fail", async () => {
    const study = await newStudy()
    const broken = new Proxy([1], {
      get() {
        throw new RangeError("unreadable")
      },
    })
    await expect(study.optimize(() => broken, { nTrials: 1 })).rejects.toThrow("unreadable")
    expect(states(study)).toEqual(["fail"])
  })
})

test("a parameter that no trial got leaves its name free", async () => {
  const study = await newStudy()
  await study.enqueueTrial({ x: "a" })
  await expect(study.optimize((trial) => trial.suggestInt("x", 0, 9), { nTrials: 1 })).rejects.toEqual(
    code("INVALID_PARAM_VALUE"),
  )
  await study.optimize((trial) => (trial.suggestCategorical("x", ["a", "b"]) === "a" ? 1 : 2), { nTrials: 1 })
  expect(states(study)).toEqual(["fail", "complete"])
})

test("thirty trials at once listen to a signal through one listener", async () => {
  const warnings: string[] = []
  const listener = ({ name }: Error): void => void warnings.push(name)
  process.on("warning", listener)
  const study = await newStudy()
  const controller = new AbortController()
  const wait = (): Promise<number> => new Promise((resolve) => setTimeout(() => resolve(1), 20))
  await study.optimize(wait, { nTrials: 60, concurrency: 30, signal: controller.signal })
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.off("warning", listener)
  expect(warnings).toEqual([])
})

describe("refused before anything changes", () => {
  test("samplers and pruners that are none", async () => {
    const wrong = [{ sampler: TPESampler }, { sampler: {} }, { pruner: {} }, { pruner: null }, { sampler: "tpe" }]
    const storage = new InMemoryStorage()
    for (const options of wrong) {
      await expect(createStudy({ storage, ...(options as object) })).rejects.toEqual(code("INVALID_ARGUMENT"))
    }
    expect(await storage.listStudies()).toEqual([])
    await createStudy({ storage, studyName: "s" })
    await expect(loadStudy({ storage, pruner: {} as NopPruner })).rejects.toEqual(code("INVALID_ARGUMENT"))
  })

  test("a signal that is none, and classes to catch that are none", async () => {
    const study = await newStudy()
    for (const options of [{ signal: {} }, { catch: [() => true] }, { catch: [RangeError, 3] }]) {
      await expect(study.optimize(() => 1, options as object)).rejects.toEqual(code("INVALID_ARGUMENT"))
    }
    expect(study.trials).toEqual([])
  })

  test("metric names that are not one string for each objective", async () => {
    const study = await newStudy()
    for (const names of [[], ["a", "b"], [1], "loss"]) {
      await expect(study.setMetricNames(names as string[])).rejects.toEqual(code("INVALID_ARGUMENT"))
    }
    expect(study.metricNames).toBeUndefined()
  })

  test("enqueued parameters that are no plain object", async () => {
    const study = await newStudy()
    for (const params of [null, [1], "x", new Map([["x", 1]]), new Date()]) {
      await expect(study.enqueueTrial(params as never)).rejects.toEqual(code("INVALID_ARGUMENT"))
    }
    expect(study.trials).toEqual([])
  })

  test("added trials that are none, or do not go together", async () => {
    const study = await newStudy()
    await expect(study.addTrial(null as unknown as FrozenTrial)).rejects.toEqual(code("INVALID_TRIAL"))
    await expect(study.addTrial({ state: "complete" } as FrozenTrial)).rejects.toEqual(code("INVALID_TRIAL"))
    await expect(study.addTrials(5 as unknown as FrozenTrial[])).rejects.toEqual(code("INVALID_ARGUMENT"))
    const mixed = [
      createTrial({ value: 1, params: { x: 1 }, distributions: { x: float(0, 1) } }),
      createTrial({ value: 1, params: { x: "a" }, distributions: { x: categorical(["a"]) } }),
    ]
    await expect(study.addTrials(mixed)).rejects.toEqual(code("INCOMPATIBLE_DISTRIBUTION"))
    expect(study.trials).toEqual([])
  })

  test("a copy of a study that is not there", async () => {
    const storage = new InMemoryStorage()
    const copy = copyStudy({ fromStudyName: "a", fromStorage: storage, toStorage: storage, toStudyName: "b" })
    await expect(copy).rejects.toEqual(code("STUDY_NOT_FOUND"))
    const nowhere = copyStudy({ fromStudyName: "a", fromStorage: storage, toStorage: "b" as unknown as Storage })
    await expect(nowhere).rejects.toEqual(code("NOT_A_STORAGE"))
  })

  test("spaces of what is no distribution, and scales that are no booleans", async () => {
    const trial = await (await newStudy()).ask()
    expect(() => trial.suggest({ q: "float" } as never)).toThrow(code("INVALID_DISTRIBUTION"))
    expect(() => trial.suggestFloat("x", 1, 2, { log: "false" } as never)).toThrow(code("INVALID_DISTRIBUTION"))
    expect(() => trial.suggestInt("x", 1, 2, { log: 1 } as never)).toThrow(code("INVALID_DISTRIBUTION"))
    expect(() => trial.report(1, 1e21)).toThrow(code("INVALID_REPORT"))
    expect(() => trial.setConstraint("c", "1" as never)).toThrow(code("INVALID_CONSTRAINT"))
    expect(trial.params).toEqual({})
  })

  test("columns that are no array, levels and sinks that are none", async () => {
    const study = await newStudy()
    expect(() => toCsv(study, { attrs: "number" as never })).toThrow(code("INVALID_ARGUMENT"))
    expect(() => setVerbosity("verbose" as never)).toThrow(code("INVALID_ARGUMENT"))
    expect(() => setLogSink(5 as never)).toThrow(code("INVALID_ARGUMENT"))
  })

  test("arguments of callbacks", () => {
    const wrong = [
      () => new MaxTrialsCallback(undefined as never),
      () => new MaxTrialsCallback({ nTrials: 0 }),
      () => new MaxTrialsCallback({ nTrials: 1, states: ["COMPLETE"] as never }),
      () => new MaxTrialsCallback({ nTrials: 1, states: null as never }),
      () => new NoImprovementCallback(undefined as never),
      () => new NoImprovementCallback({ nTrials: 1.5 }),
      () => new NoImprovementCallback({ nTrials: 1, minDelta: "1" as never }),
      () => new NoImprovementCallback({ nTrials: 1, minDelta: -1 }),
      () => new TargetCallback(undefined as never),
      () => new TargetCallback({ value: NaN }),
    ]
    for (const make of wrong) expect(make).toThrow(code("INVALID_ARGUMENT"))
  })
})

describe("the best value and parameters", () => {
  test("are refused where there is no best trial", async () => {
    const study = await newStudy()
    expect(() => study.bestValue).toThrow(code("NO_COMPLETE_TRIAL"))
    expect(() => study.bestParams).toThrow(code("NO_COMPLETE_TRIAL"))
    const several = await createStudy({ directions: ["minimize", "maximize"] })
    expect(() => several.bestValue).toThrow(code("SINGLE_OBJECTIVE_ONLY"))
    expect(() => several.bestParams).toThrow(code("SINGLE_OBJECTIVE_ONLY"))
  })
})

describe("createTrial and added trials", () => {
  test("refuse times that do not fit the state", async () => {
    const study = await newStudy()
    const whole = createTrial({ value: 1 })
    const parts = {
      number: -1,
      id: -1,
      state: whole.state,
      value: 1,
      values: [1],
      params: {},
      distributions: {},
      intermediateValues: {},
      constraints: {},
      userAttrs: {},
      systemAttrs: {},
      datetimeStart: new Date(0),
      datetimeComplete: new Date(1),
      duration: 1,
      lastStep: undefined,
    } satisfies FrozenTrial
    await study.addTrial(parts)
    for (const change of [
      { datetimeStart: undefined },
      { datetimeComplete: undefined },
      { state: "running" as const, values: undefined },
    ]) {
      await expect(study.addTrial({ ...parts, ...change })).rejects.toEqual(code("INVALID_TRIAL"))
    }
    expect(study.trials).toHaveLength(1)
  })

  test("refuse values of the wrong kind", () => {
    const wrong = [
      () => createTrial({ values: 5 as never }),
      () => createTrial({ value: 1, params: { c: "z" }, distributions: { c: categorical(["a"]) } }),
      () => createTrial({ value: 1, params: { n: "1" }, distributions: { n: int(0, 2) } }),
      () => createTrial({ value: 1, params: { n: 1 }, distributions: { n: { kind: "int" } as never } }),
    ]
    for (const make of wrong) expect(make).toThrow(expect.objectContaining({ name: "ParzenError" }))
    expect(() => createTrial({ value: 1, constraints: { c: NaN } })).toThrow(code("INVALID_CONSTRAINT"))
  })
})

test("a fixed trial refuses what a live one refuses", () => {
  const trial = new FixedTrial({ x: 0.5 })
  expect(trial.suggestFloat("x", 0, 1)).toBe(0.5)
  expect(() => trial.suggestInt("x", 0, 1)).toThrow(code("INCOMPATIBLE_DISTRIBUTION"))
  expect(() => trial.report("1" as never, 0)).toThrow(code("INVALID_REPORT"))
  expect(() => trial.setUserAttr("f", () => 1)).toThrow(code("INVALID_ATTR"))
  expect(() => trial.setConstraint("c", NaN)).toThrow(code("INVALID_CONSTRAINT"))
  trial.setConstraint("c", 1)
  trial.setConstraint("c", 2)
  expect(trial.constraints).toEqual({ c: 1 })
})

test("what an objective returns for a trial that was told meanwhile is dropped with a warning", async () => {
  const study = await newStudy()
  const before = getVerbosity()
  setVerbosity("warning")
  const said = await warningsOf(() =>
    study.optimize(
      async (trial) => {
        await study.tell(trial, 1)
        return 2
      },
      { nTrials: 2 },
    ),
  )
  setVerbosity(before)
  expect(study.trials.map(({ value }) => value)).toEqual([1, 1])
  expect(said).toEqual([
    expect.stringMatching(/^Trial 0 has ended elsewhere; what its objective came to is dropped \(TRIAL_FINISHED: /),
    expect.stringMatching(/^Trial 1 has ended elsewhere/),
  ])
})
