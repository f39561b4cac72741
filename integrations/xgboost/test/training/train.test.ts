import type { RoundContext } from "@parzen/boosting"
import { createStudy, setLogSink, setVerbosity, ThresholdPruner } from "@parzen/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Booster, ObjectiveFunction, TrainOptions } from "../../src/index.ts"
import { DMatrix, earlyStopping, train, xgboostPruningCallback } from "../../src/index.ts"
import { X, y } from "../iris.ts"

const isVirginica = y.map((code) => Number(code === 2))
const part = (rest: number): DMatrix =>
  new DMatrix(
    X.filter((_, row) => row % 3 === rest),
    { label: isVirginica.filter((_, row) => row % 3 === rest) },
  )
const [dtrain, dvalid] = [part(0), part(1)]
const params = { objective: "binary:logistic", max_depth: 2, nthread: 1 }
const common: TrainOptions = { params, dtrain, evals: [[dtrain, "train"], [dvalid, "validation"]] } // prettier-ignore

/** The booster is freed, what else there is answered. */
async function lossesOf(
  options: Partial<TrainOptions>,
): Promise<Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>> {
  const { booster, history } = await train({ ...common, ...options })
  booster.dispose()
  return history
}

beforeAll(() => setVerbosity("error"))
afterAll(() => {
  for (const matrix of [dtrain, dvalid]) matrix.dispose()
})

describe("train", () => {
  it("answers each metric of each data, round by round, the last those of the model", async () => {
    const { booster, history } = await train({ ...common, params: { ...params, eval_metric: ["auc", "logloss"] } })
    expect(Object.keys(history)).toEqual(["train", "validation"])
    expect(Object.keys(history["validation"] ?? {})).toEqual(["auc", "logloss"])
    expect(history["validation"]?.["logloss"]).toHaveLength(10)
    const last = booster.evaluateSync([[dvalid, "again"]]).find(({ metric }) => metric === "logloss")
    expect(last?.value).toBe(history["validation"]?.["logloss"]?.at(-1))
    booster.dispose()
  })

  it("gives the same model whether it is awaited or not, whatever else is trained at once", async () => {
    const sampled = { ...params, subsample: 0.5, colsample_bynode: 0.5, seed: 9 }
    const runs = await Promise.all([1, 2, 3].map(async () => lossesOf({ params: sampled })))
    for (const run of runs) expect(run).toEqual(runs[0])
    expect(await lossesOf({ params: { ...sampled, seed: 10 } })).not.toEqual(runs[0])
  })

  it("stops early, and then is the model of the best round that it names", async () => {
    const noisy = { ...params, eta: 1, max_depth: 6, min_child_weight: 0, lambda: 0 }
    const { booster, history } = await train({ ...common, params: noisy, numBoostRound: 200, earlyStoppingRounds: 4 })
    const values = history["validation"]?.["logloss"] ?? []
    expect(values.length).toBeLessThan(200)
    expect(booster.bestIteration).toBe(values.indexOf(Math.min(...values)))
    expect(booster.bestScore).toBe(Math.min(...values))
    expect(values).toHaveLength((booster.bestIteration as number) + 1 + 4)
    booster.dispose()
    const best = earlyStopping({ rounds: 4, data: "train", metric: "logloss", minDelta: 10 })
    expect((await lossesOf({ params: noisy, callbacks: [best] }))["train"]?.["logloss"]).toHaveLength(5)
  })

  it("boosts by an objective of one's own as by the same of the library's", async () => {
    const logistic: ObjectiveFunction = (margins, data) => {
      const p = Array.from(margins as Float32Array, (margin) => 1 / (1 + Math.exp(-margin)))
      return {
        gradient: p.map((value, i) => value - (data.label[i] as number)),
        hessian: p.map((value) => value * (1 - value)),
      }
    }
    const own = await lossesOf({ objective: logistic, params: { ...params, base_score: 0.5, eval_metric: "error" } })
    const theirs = await lossesOf({ params: { ...params, base_score: 0.5, eval_metric: "error" } })
    expect(own["validation"]?.["error"]?.length).toBe(theirs["validation"]?.["error"]?.length)
    expect(
      Math.abs((own["validation"]?.["error"]?.at(-1) ?? 1) - (theirs["validation"]?.["error"]?.at(-1) ?? 0)),
    ).toBeLessThan(0.05)
    for (const broken of [{}, { gradient: [1], hessian: [1] }, { gradient: y.map(() => NaN), hessian: y }])
      await expect(lossesOf({ objective: () => broken as never })).rejects.toMatchObject({ code: "INVALID_DATA" })
  })

  it("tells a metric of one's own beside the library's, to early stopping too", async () => {
    const customMetric: TrainOptions["customMetric"] = (predictions, data) => {
      const right = Array.from(predictions as Float32Array).filter((p, i) => Number(p > 0.5) === data.label[i]).length
      return { name: "accuracy", value: right / data.numRow, greaterIsBetter: true }
    }
    const { booster, history } = await train({ ...common, customMetric, numBoostRound: 50, earlyStoppingRounds: 3 })
    const { logloss = [], accuracy = [] } = history["validation"] ?? {}
    expect(accuracy).toHaveLength(logloss.length)
    expect(booster.bestScore).toBe(Math.max(...accuracy))
    booster.dispose()
    const noNumber = (): never => ({ name: "accuracy", value: "1" }) as never
    await expect(train({ ...common, customMetric: noNumber })).rejects.toMatchObject({ code: "INVALID_DATA" })
  })

  it("ends by its signal, by what a callback throws, and when a callback says so", async () => {
    const afterRound = ({ round }: RoundContext<Booster>): boolean => round === 2
    expect((await lossesOf({ callbacks: [{ afterRound }] }))["train"]?.["logloss"]).toHaveLength(3)
    const throwing = { afterRound: () => { throw new RangeError("enough") } } // prettier-ignore
    await expect(train({ ...common, callbacks: [throwing] })).rejects.toThrow("enough")
    const signal = AbortSignal.timeout(10)
    await expect(train({ ...common, numBoostRound: 1e6, signal })).rejects.toMatchObject({ name: "TimeoutError" })
  })

  it("leaves the event loop free meanwhile", async () => {
    let nTicks = 0
    const timer = setInterval(() => void nTicks++, 1)
    await lossesOf({ numBoostRound: 200 })
    clearInterval(timer)
    expect(nTicks).toBeGreaterThan(5)
  })

  it("logs through Parzen's log, in the rounds that it is told", async () => {
    const lines: string[] = []
    setVerbosity("info")
    const sink = setLogSink(({ message }) => void lines.push(message))
    await lossesOf({ verboseEval: 4 })
    setLogSink(sink)
    setVerbosity("error")
    expect(lines.map((line) => /^\[\d+\]/.exec(line)?.[0])).toEqual(["[0]", "[4]", "[8]", "[9]"])
    expect(lines[0]).toMatch(/^\[0\] train-logloss: \d\.\d{5} {2}validation-logloss: \d\.\d{5}$/)
  })

  it.each<[string, object, string]>([
    ["no DMatrix", { dtrain: X }, "dtrain"],
    ["evals without names", { evals: [dvalid] }, "evals"],
    ["two of one name", { evals: [[dvalid, "a"], [dtrain, "a"]] }, "evals"], // prettier-ignore
    ["a negative number of rounds", { numBoostRound: -1 }, "numBoostRound"],
    ["rounds of early stopping that are none", { earlyStoppingRounds: 0 }, "rounds"],
    ["a period that is none", { verboseEval: 1.5 }, "verboseEval"],
    ["callbacks that are none", { callbacks: [3] }, "callbacks"],
    ["no list of callbacks", { callbacks: 3 }, "callbacks"],
    ["an objective that is no function", { objective: 5 }, "objective"],
    ["a metric that is no function", { customMetric: "auc" }, "customMetric"],
    ["a model that is none", { xgbModel: "model.json" }, "xgbModel"],
    ["a signal that is none", { signal: 3 }, "signal"],
  ])("refuses %s", async (_, options, name) => {
    const message = expect.stringContaining(name) as string
    await expect(train({ ...common, ...options })).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message })
  })
})

describe("xgboostPruningCallback", () => {
  it("reports every so many rounds, and prunes", async () => {
    const study = await createStudy({ pruner: new ThresholdPruner({ upper: 0, nWarmupSteps: 5 }) })
    await study.optimize(
      async (trial) => {
        const callbacks = [xgboostPruningCallback(trial, "validation-logloss", { interval: 2 })]
        return (await lossesOf({ callbacks, numBoostRound: 50 }))["validation"]?.["logloss"]?.at(-1) ?? NaN
      },
      { nTrials: 1 },
    )
    const [trial] = study.trials
    expect(trial?.state).toBe("pruned")
    expect(Object.keys(trial?.intermediateValues ?? {})).toEqual(["1", "3", "5"])
  })

  it.each([
    ["validation-auc", {}, "METRIC_MISSING", "'validation-logloss'"],
    ["validation-logloss", { direction: "maximize" }, "DIRECTION_MISMATCH", "better when it is less"],
    ["validation-logloss", { interval: 0 }, "INVALID_ARGUMENT", "interval"],
    ["", {}, "INVALID_ARGUMENT", "name of an evaluation"],
  ] as const)("refuses '%s' with %o", async (key, options, code, text) => {
    const study = await createStudy()
    const trial = await study.ask()
    const run = async (): Promise<unknown> => lossesOf({ callbacks: [xgboostPruningCallback(trial, key, options)] })
    await expect(run()).rejects.toMatchObject({ code, message: expect.stringContaining(text) as string })
  })
})
