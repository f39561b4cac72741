import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { LogRecord, Study } from "../../src/index.ts"
import {
  createStudy,
  MaxTrialsCallback,
  NoImprovementCallback,
  NopPruner,
  RandomSampler,
  setLogSink,
  TargetCallback,
  TrialPruned,
} from "../../src/index.ts"

const said: LogRecord[] = []
let restore: () => void

beforeEach(() => {
  said.length = 0
  const previous = setLogSink((record) => said.push(record))
  restore = () => void setLogSink(previous)
})

afterEach(() => restore())

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const newStudy = (): Promise<Study> => createStudy({ sampler: new RandomSampler({ seed: 1 }), pruner: new NopPruner() })
const states = (study: Study): string[] => study.trials.map(({ state }) => state)
const linesOf = (level: string): string[] =>
  said.filter((record) => record.level === level).map(({ message }) => message)

describe("how many trials run", () => {
  test("as many as nTrials says", async () => {
    const study = await newStudy()
    await study.optimize((trial) => trial.suggestFloat("x", 0, 1), { nTrials: 7 })
    expect(study.trials.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(new Set(states(study))).toEqual(new Set(["complete"]))
  })

  test("none for nTrials 0", async () => {
    const study = await newStudy()
    await study.optimize(() => 1, { nTrials: 0, concurrency: 3 })
    expect(study.trials).toEqual([])
  })

  test("none that would start after timeoutMs", async () => {
    const study = await newStudy()
    const begin = performance.now()
    await study.optimize(() => sleep(30).then(() => 1), { timeoutMs: 100 })
    expect(performance.now() - begin).toBeLessThan(400)
    expect(study.trials.length).toBeGreaterThanOrEqual(1)
    expect(study.trials.length).toBeLessThanOrEqual(5)
  })

  test("until an objective or a callback says stop", async () => {
    const study = await newStudy()
    await study.optimize((trial) => {
      if (trial.number === 3) study.stop()
      return 1
    })
    expect(study.trials.length).toBe(4)
    await study.optimize(() => 1, { callbacks: [(running) => running.stop()] })
    expect(study.trials.length).toBe(5)
  })

  test("stop outside optimize is an error", async () => {
    const study = await newStudy()
    expect(() => study.stop()).toThrow(expect.objectContaining({ code: "NOT_OPTIMIZING" }))
  })

  test("MaxTrialsCallback counts the study's trials, earlier ones too", async () => {
    const study = await newStudy()
    await study.optimize(() => 1, { nTrials: 3 })
    await study.optimize(() => 1, { callbacks: [new MaxTrialsCallback({ nTrials: 5 })] })
    expect(study.trials.length).toBe(5)
  })

  test("NoImprovementCallback ends after so many trials without a better value", async () => {
    const study = await newStudy()
    await study.optimize((trial) => Math.max(0, 5 - trial.number), {
      callbacks: [new NoImprovementCallback({ nTrials: 4 })],
    })
    expect(study.trials.length).toBe(10)
  })

  test("TargetCallback ends when the value is reached", async () => {
    const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 1 }) })
    await study.optimize((trial) => trial.number, { callbacks: [new TargetCallback({ value: 6 })] })
    expect(study.bestValue).toBe(6)
    expect(study.trials.length).toBe(7)
  })

  test("concurrency runs waiting objectives together", async () => {
    const study = await newStudy()
    const begin = performance.now()
    await study.optimize(() => sleep(100).then(() => 1), { nTrials: 8, concurrency: 4 })
    expect(performance.now() - begin).toBeLessThan(300)
    expect(study.trials.length).toBe(8)
  })

  test("a second optimize at the same time is an error", async () => {
    const study = await newStudy()
    const first = study.optimize(() => sleep(20).then(() => 1), { nTrials: 2 })
    await expect(study.optimize(() => 1, { nTrials: 1 })).rejects.toMatchObject({ code: "NESTED_OPTIMIZE" })
    await first
    expect(study.trials.length).toBe(2)
  })
})

describe("what an objective may return", () => {
  const wrong: [string, unknown, string][] = [
    ["nothing", undefined, "undefined"],
    ["null", null, "null"],
    ["NaN", NaN, "NaN"],
    ["a string", "0.5", "'0.5'"],
    ["two values", [1, 2], "2"],
    ["no value", [], "0"],
    ["a boolean", true, "true"],
    ["an object", { loss: 1 }, "an Object"],
  ]
  test.each(wrong)("%s makes the trial fail and the study go on", async (_, returned, mentioned) => {
    const study = await newStudy()
    await study.optimize((trial) => (trial.number === 1 ? (returned as number) : 1), { nTrials: 3 })
    expect(states(study)).toEqual(["complete", "fail", "complete"])
    expect(study.trials[1]?.values).toBeUndefined()
    expect(linesOf("warning").join()).toContain(mentioned)
    expect(String(study.trials[1]?.systemAttrs["parzen:fail_cause"])).toContain(mentioned)
  })

  test("infinities are values", async () => {
    const study = await newStudy()
    await study.optimize((trial) => (trial.number === 0 ? Infinity : -Infinity), { nTrials: 2 })
    expect(study.bestValue).toBe(-Infinity)
  })

  test("an array of one, and a typed array, count as values", async () => {
    const study = await createStudy({ directions: ["minimize", "maximize"] })
    await study.optimize((trial) => (trial.number === 0 ? [1, 2] : (new Float32Array([3, 4]) as unknown as number[])), {
      nTrials: 2,
    })
    expect(study.trials.map(({ values }) => values)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })
})

describe("errors", () => {
  test("an error that nobody catches fails its trial and ends optimize, with nothing told lost", async () => {
    const study = await newStudy()
    const boom = new TypeError("boom")
    const run = study.optimize(
      (trial) => {
        if (trial.number === 2) throw boom
        return 1
      },
      { nTrials: 9 },
    )
    await expect(run).rejects.toBe(boom)
    expect(states(study)).toEqual(["complete", "complete", "fail"])
    expect(linesOf("warning")[0]).toMatch(
      /^Trial 2 failed with parameters: \{\} because of the following error: TypeError: boom\.$/,
    )
  })

  test("a caught error fails its trial only", async () => {
    const study = await newStudy()
    await study.optimize(
      async (trial) => {
        if (trial.number % 2 === 1) throw new RangeError("odd")
        return 1
      },
      { nTrials: 4, catch: [RangeError] },
    )
    expect(states(study)).toEqual(["complete", "fail", "complete", "fail"])
  })

  test("with concurrency, trials that run beside a failing one still end and are told", async () => {
    const study = await newStudy()
    const run = study.optimize(
      async (trial) => {
        await sleep(trial.number === 0 ? 5 : 40)
        if (trial.number === 0) throw new Error("first")
        return trial.number
      },
      { nTrials: 10, concurrency: 3 },
    )
    await expect(run).rejects.toThrow("first")
    expect(states(study)).toEqual(["fail", "complete", "complete"])
  })

  test("a callback that throws ends optimize; its trial stays told", async () => {
    const study = await newStudy()
    const run = study.optimize(() => 1, {
      nTrials: 5,
      callbacks: [
        (_, trial) => {
          if (trial.number === 1) throw new Error("callback")
        },
      ],
    })
    await expect(run).rejects.toThrow("callback")
    expect(states(study)).toEqual(["complete", "complete"])
    await study.optimize(() => 1, { nTrials: 1 })
    expect(study.trials.length).toBe(3)
  })

  test("TrialPruned prunes, with the last report as the value", async () => {
    const study = await newStudy()
    await study.optimize(
      (trial) => {
        if (trial.number > 0) trial.report(trial.number, 4)
        throw new TrialPruned("enough")
      },
      { nTrials: 2 },
    )
    expect(study.trials.map(({ state, value }) => [state, value])).toEqual([
      ["pruned", undefined],
      ["pruned", 1],
    ])
    expect(linesOf("info").at(-1)).toBe("Trial 1 pruned. enough")
  })

  test("TrialPruned without having awaited shouldPrune fails the trial and says so", async () => {
    const study = await newStudy()
    const run = study.optimize(
      async (trial) => {
        trial.report(1, 0)
        // @ts-expect-error the compiler sees that a promise is always true; JavaScript does not
        if (trial.shouldPrune()) throw new TrialPruned()
        return 1
      },
      { nTrials: 3 },
    )
    await expect(run).rejects.toMatchObject({
      code: "MISSING_AWAIT",
      message: expect.stringContaining("did you forget await?"),
    })
    expect(states(study)).toEqual(["fail"])
  })

  test("wrong options are refused before any trial", async () => {
    const study = await newStudy()
    const wrong: Record<string, unknown>[] = [
      { nTrials: -1 },
      { nTrials: 1.5 },
      { concurrency: 0 },
      { timeoutMs: NaN },
      { trialTimeoutMs: -1 },
      { concurrency: Infinity },
      { callbacks: [3] },
      { catch: RangeError },
    ]
    for (const options of wrong) {
      const name = Object.keys(options)[0] as string
      await expect(study.optimize(() => 1, options)).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
        message: expect.stringContaining(name),
      })
    }
    await expect(study.optimize(undefined as unknown as () => number)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
    })
    expect(study.trials).toEqual([])
  })
})

describe("time-outs and cancellation", () => {
  test("a trial past trialTimeoutMs fails with its cause, sees it through its signal, and the study goes on", async () => {
    const study = await newStudy()
    const seen: unknown[] = []
    await study.optimize(
      (trial) => {
        if (trial.number !== 1) return 1
        trial.signal.addEventListener("abort", () => seen.push(trial.signal.reason))
        return new Promise<number>(() => {})
      },
      { nTrials: 3, trialTimeoutMs: 40 },
    )
    expect(states(study)).toEqual(["complete", "fail", "complete"])
    expect(seen).toEqual([expect.objectContaining({ code: "TRIAL_TIMEOUT" })])
    expect(study.trials[1]?.systemAttrs["parzen:fail_cause"]).toContain("TRIAL_TIMEOUT")
  })

  test("what a timed-out objective does later is refused and changes nothing", async () => {
    const study = await newStudy()
    let late: unknown
    let settled: Promise<unknown> | undefined
    await study.optimize(
      (trial) => {
        const work = sleep(60).then(() => {
          try {
            return trial.suggestFloat("x", 0, 1)
          } catch (error) {
            late = error
            throw error
          }
        })
        settled = work.catch(() => {})
        return work
      },
      { nTrials: 1, trialTimeoutMs: 10 },
    )
    await settled
    expect(late).toMatchObject({ code: "TRIAL_FINISHED" })
    expect(study.trials[0]?.params).toEqual({})
  })

  test("an aborted signal ends optimize with its reason, after objectives that listen have settled", async () => {
    const study = await newStudy()
    const controller = new AbortController()
    const reason = new Error("enough of it")
    setTimeout(() => controller.abort(reason), 30)
    const begin = performance.now()
    const run = study.optimize(
      (trial) =>
        new Promise<number>((resolve) => {
          trial.signal.addEventListener("abort", () => resolve(0.5))
        }),
      { concurrency: 2, signal: controller.signal },
    )
    await expect(run).rejects.toBe(reason)
    expect(performance.now() - begin).toBeLessThan(500)
    expect(study.trials.map(({ state, value }) => [state, value])).toEqual([
      ["complete", 0.5],
      ["complete", 0.5],
    ])
  })

  test("an objective that does not listen fails a second after the signal", async () => {
    const study = await newStudy()
    const begin = performance.now()
    await expect(
      study.optimize(() => new Promise<number>(() => {}), { signal: AbortSignal.timeout(20) }),
    ).rejects.toMatchObject({ name: "TimeoutError" })
    expect(performance.now() - begin).toBeLessThan(3000)
    expect(states(study)).toEqual(["fail"])
  })

  test("a signal reaches a loop of objectives that never wait", async () => {
    const study = await newStudy()
    await expect(
      study.optimize((trial) => trial.suggestFloat("x", 0, 1), { signal: AbortSignal.timeout(50) }),
    ).rejects.toMatchObject({ name: "TimeoutError" })
    expect(study.trials.length).toBeGreaterThan(10)
    expect(new Set(states(study))).toEqual(new Set(["complete"]))
  })

  test("a signal that has aborted already runs nothing", async () => {
    const study = await newStudy()
    await expect(study.optimize(() => 1, { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow("no")
    expect(study.trials).toEqual([])
  })
})

describe("log lines", () => {
  test("are Optuna's, with parameters as JSON", async () => {
    const study = await createStudy({ studyName: "named", sampler: new RandomSampler({ seed: 1 }) })
    await study.optimize((trial) => (trial.suggestCategorical("c", ["a"]) === "a" ? trial.suggestInt("n", 2, 2) : 0), {
      nTrials: 1,
    })
    expect(linesOf("info")).toEqual([
      "A new study created in memory with name: named",
      'Trial 0 finished with value: 2 and parameters: {"c": "a", "n": 2}. Best is trial 0 with value: 2.',
    ])
  })

  test("name the metrics of several objectives", async () => {
    const study = await createStudy({ directions: ["minimize", "maximize"] })
    await study.setMetricNames(["loss", "accuracy"])
    await study.optimize(() => [0.5, Infinity], { nTrials: 1 })
    expect(linesOf("info").at(-1)).toBe(
      'Trial 0 finished with values: {"loss": 0.5, "accuracy": Infinity} and parameters: {}.',
    )
  })
})
