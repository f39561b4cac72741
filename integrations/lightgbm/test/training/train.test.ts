import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { RoundContext } from "@parzen/boosting"
import { setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { LightGBMParams, MetricFunction, ObjectiveFunction, TrainOptions } from "../../src/index.ts"
import { Booster, Dataset, train } from "../../src/index.ts"
import { at, table } from "../table.ts"

const [N, V] = [240, 80]
const X = table(N + V, 4, 77, false)
const y = X.map((_, row) => Number(at(X, row, 0) + at(X, row, 1) + 30 * (row % 3) > 150))
const trainSet = new Dataset(X.slice(0, N), { label: y.slice(0, N) })
const valid = trainSet.createValid(X.slice(N), { label: y.slice(N) })
const params: LightGBMParams = { objective: "binary", num_leaves: 4, num_threads: 1, verbosity: -1 }
const common: TrainOptions = { params, trainSet, validSets: [valid], numBoostRound: 10 }

type History = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>

async function historyOf(options: Partial<TrainOptions>): Promise<History> {
  const { booster, history } = await train({ ...common, ...options })
  booster.dispose()
  return history
}

const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score))
const logistic: ObjectiveFunction = (scores, { label = [] }) => {
  const p = Array.from(scores, sigmoid)
  return {
    gradient: p.map((value, row) => value - Number(label[row])),
    hessian: p.map((value) => value * (1 - value)),
  }
}

beforeAll(() => setVerbosity("error"))
afterAll(() => {
  for (const data of [valid, trainSet]) data.dispose()
})

describe("train", () => {
  it("trains by a loss of one's own as by the same of the library's, without its first average", async () => {
    const options = { params: { ...params, boost_from_average: false, metric: "binary_error" } }
    const feval: MetricFunction = (scores, { label = [] }) => {
      const isWrong = Array.from(scores).filter((score, row) => score > 0 !== (label[row] === 1))
      return { metric: "wrong", value: isWrong.length / scores.length, greaterIsBetter: false }
    }
    const theirs = await train({ ...common, ...options })
    const own = await train({ ...common, params: { ...params, objective: logistic }, feval })
    expect(own.history["valid_0"]?.["wrong"]).toEqual(theirs.history["valid_0"]?.["binary_error"])
    const scores = own.booster.predictSync(X.slice(N)) as Float64Array
    const raw = theirs.booster.predictSync(X.slice(N), { rawScore: true }) as Float64Array
    for (const [row, score] of scores.entries()) expect(score).toBeCloseTo(raw[row] as number, 5)
    own.booster.dispose()
    theirs.booster.dispose()
  })

  it("refuses derivatives that do not fit the rows, and ends by what the loss throws", async () => {
    const by = (objective: ObjectiveFunction): Promise<History> => historyOf({ params: { ...params, objective } })
    const fixed = (gradient: number[], hessian: number[]) => by(() => ({ gradient, hessian }))
    const ones = new Array<number>(N).fill(1)
    await expect(fixed([1], [1])).rejects.toMatchObject({ code: "INVALID_DATA" })
    await expect(fixed(ones, [...ones.slice(1), NaN])).rejects.toMatchObject({ code: "INVALID_DATA" })
    for (const nothing of [{}, null, undefined])
      await expect(by(() => nothing as never)).rejects.toMatchObject({ code: "INVALID_DATA" })
    await expect(by(() => { throw new RangeError("no loss") })).rejects.toThrow("no loss") // prettier-ignore
  })

  it("evaluates metrics of one's own beside the library's, and stops early by them", async () => {
    const feval: MetricFunction = (predictions, { label = [] }) => [
      { metric: "right", value: Array.from(predictions).filter((p, row) => Number(p > 0.5) === label[row]).length, greaterIsBetter: true }, // prettier-ignore
      { metric: "largest", value: Math.max(...predictions), greaterIsBetter: true },
    ]
    const { booster, history } = await train({
      ...common,
      params: { ...params, metric: "none" },
      feval,
      numBoostRound: 200,
      earlyStoppingRounds: 5,
    })
    const { right = [] } = history["valid_0"] ?? {}
    expect(right.length).toBeLessThan(200)
    expect(booster.bestScore["valid_0"]?.["right"]).toBe(right[booster.bestIteration - 1])
    booster.dispose()
    const broken = (): never => ({ metric: "right", value: "1", greaterIsBetter: true }) as never
    await expect(historyOf({ feval: broken })).rejects.toMatchObject({ code: "INVALID_DATA" })
  })

  it("ends by its signal, by what a callback throws, and when a callback says so", async () => {
    const afterRound = ({ round }: RoundContext<Booster>): boolean => round === 2
    expect((await historyOf({ callbacks: [{ afterRound }] }))["valid_0"]?.["binary_logloss"]).toHaveLength(3)
    const throwing = { afterRound: () => { throw new RangeError("enough") } } // prettier-ignore
    await expect(historyOf({ callbacks: [throwing] })).rejects.toThrow("enough")
    const signal = AbortSignal.timeout(10)
    await expect(historyOf({ numBoostRound: 1e6, signal })).rejects.toMatchObject({ name: "TimeoutError" })
    const before = AbortSignal.abort(new RangeError("never begun"))
    await expect(historyOf({ signal: before })).rejects.toThrow("never begun")
  })

  it("gives the same model whatever else is trained at once", async () => {
    const sampled = { ...params, bagging_fraction: 0.5, bagging_freq: 1, feature_fraction: 0.5, seed: 9 }
    const runs = await Promise.all([1, 2, 3].map(() => historyOf({ params: sampled })))
    for (const run of runs) expect(run).toEqual(runs[0])
    expect(await historyOf({ params: { ...sampled, seed: 10 } })).not.toEqual(runs[0])
  })

  it("leaves the event loop free meanwhile", async () => {
    let nTicks = 0
    const timer = setInterval(() => void nTicks++, 1)
    await historyOf({ numBoostRound: 200 })
    clearInterval(timer)
    expect(nTicks).toBeGreaterThan(5)
  })
})

describe("what LightGBM would take on trust", () => {
  it.each(["multi_logloss", "multi_error", "auc_mu"])(
    "is looked at: classes of validation data for %s",
    async (metric) => {
      const classes = X.map((_, row) => row % 3)
      using three = new Dataset(X, { label: classes })
      const params = { objective: "multiclass", num_class: 3, metric, num_threads: 1, verbosity: -1 }
      for (const wrong of [1e9, -1, 3, 0.5]) {
        using validation = three.createValid(X, { label: classes.map((label, row) => (row === 7 ? wrong : label)) })
        const training = train({ params, trainSet: three, validSets: [validation], numBoostRound: 2 })
        await expect(training).rejects.toMatchObject({ code: "INVALID_DATA" })
      }
    },
  )

  it("is looked at: files of forced splits and bins", async () => {
    const folder = mkdtempSync(join(tmpdir(), "parzen-forced-"))
    const path = join(folder, "forced.json")
    const refused = async (name: string, text: string): Promise<void> => {
      writeFileSync(path, text)
      using fresh = new Dataset(X, { label: y })
      const training = train({ params: { ...params, [name]: path }, trainSet: fresh, numBoostRound: 2 })
      await expect(training).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
    }
    for (const text of ['{"feature": -3, "threshold": 1}', '{"feature": 4, "threshold": 1}', '{"feature": 0}', "[1, 2"])
      await refused("forcedsplits_filename", text)
    for (const text of ['[{"feature": -1, "bin_upper_bound": [1]}]', '[{"feature": 0}]', "{}"])
      await refused("forcedbins_filename", text)
    writeFileSync(path, '{"feature": 2, "threshold": 50}')
    const { booster } = await train({ ...common, params: { ...params, forcedsplits_filename: path } })
    expect(booster.modelToString()).toMatch(/split_feature=2/)
    booster.dispose()
    rmSync(folder, { recursive: true })
  })

  it("is looked at: quantised gradients, which cannot be switched in a training", async () => {
    using booster = await Booster.create(params, trainSet)
    await booster.update()
    const refused = expect.objectContaining({ code: "INVALID_ARGUMENT" }) as Error
    expect(() => booster.resetParameter({ use_quantized_grad: true })).toThrow(refused)
    await booster.update()
  })

  it("is freed later: a Booster that a metric of one's own disposes of", async () => {
    const booster = await Booster.create(params, trainSet)
    const feval: MetricFunction[] = [
      () => {
        booster.dispose()
        return { metric: "first", value: 1, greaterIsBetter: true }
      },
      (predictions) => ({ metric: "second", value: predictions.length, greaterIsBetter: true }),
    ]
    expect((await booster.evalTrain(feval)).at(-1)).toMatchObject({ metric: "second", value: N })
    expect(() => booster.currentIteration).toThrow(expect.objectContaining({ code: "HANDLE_DISPOSED" }))
  })

  it("takes turns: validation data of several trainings at once", async () => {
    using shared = new Dataset(X.slice(N), { label: y.slice(N), freeRawData: false })
    const losses = (nRows: number): Promise<History> => {
      const own = new Dataset(X.slice(0, nRows), { label: y.slice(0, nRows) })
      return historyOf({ trainSet: own, validSets: [shared] }).finally(() => own.dispose())
    }
    const sizes = [N, 200, 160]
    const together = await Promise.all(sizes.map(losses))
    for (const [i, size] of sizes.entries()) expect(together[i]).toEqual(await losses(size))
  })
})

describe("a Booster in one's own loop", () => {
  it("takes rounds back, goes on with other parameters, and gives the same awaited and not", async () => {
    using left = await Booster.create(params, trainSet)
    using right = Booster.createSync(params, trainSet)
    await left.addValid(valid)
    right.addValidSync(valid)
    for (let round = 0; round < 3; round++) expect(await left.update()).toBe(right.updateSync())
    const [before] = right.evalValidSync()
    right.updateSync()
    expect(right.evalValidSync()[0]?.value).not.toBe(before?.value)
    right.rollbackOneIter()
    expect([right.currentIteration, right.evalValidSync()[0]?.value]).toEqual([3, before?.value])
    expect(await left.evalValid()).toEqual(right.evalValidSync())
    expect(await left.evalTrain()).toEqual(right.evalTrainSync())
    left.resetParameter({ learning_rate: 0.9 })
    expect(left.params["learning_rate"]).toBe(0.9)
    await left.update()
    right.updateSync()
    expect(left.evalValidSync()[0]?.value).not.toBe(right.evalValidSync()[0]?.value)
  })

  it("does one thing at a time, and is gone after dispose", async () => {
    const booster = await Booster.create(params, trainSet)
    const update = booster.update()
    expect(() => booster.evalTrainSync()).toThrow(expect.objectContaining({ code: "HANDLE_IN_USE" }))
    booster.dispose()
    await update
    expect(() => booster.currentIteration).toThrow(expect.objectContaining({ code: "HANDLE_DISPOSED" }))
  })
})
