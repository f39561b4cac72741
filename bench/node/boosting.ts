/**
 * `boosting.mjs train <library> <sync | async> <file> <rows> <columns> <job>` trains once and prints the milliseconds;
 * `boosting.mjs memory <library> <trials>` prints the memory of the process after each 50 trials.
 * The file holds the rows as 32-bit floats, then their labels.
 */
import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import type { Trial } from "@parzen/core"
import { logLoss } from "@parzen/model-selection"
import { createStudy, RandomSampler, RandomState, setVerbosity } from "@parzen/core"
import * as lightgbm from "@parzen/lightgbm"
import * as xgboost from "@parzen/xgboost"
import type { BoostingJob, MemoryAnswer, TrainAnswer } from "./job.ts"

interface Rows {
  readonly X: { readonly data: Float32Array; readonly rows: number; readonly columns: number }
  readonly label: Float32Array
}

interface Trained {
  /** When the library had the rows, by the clock of `performance`. */
  readonly made: number
  readonly end: number
  readonly predictions: readonly number[]
}

type Train = (rows: Rows, params: BoostingJob["params"], rounds: number) => Promise<Trained>

const TRAINERS: Readonly<Record<string, Readonly<Record<string, Train>>>> = {
  xgboost: {
    async async({ X, label }, params, numBoostRound) {
      using dtrain = new xgboost.DMatrix(X, { label })
      const made = performance.now()
      const trained = await xgboost.train({ params, dtrain, numBoostRound })
      using booster = trained.booster
      return { made, end: performance.now(), predictions: numbers(await booster.predict(dtrain)) }
    },
    async sync({ X, label }, params, rounds) {
      using dtrain = new xgboost.DMatrix(X, { label })
      const made = performance.now()
      using booster = new xgboost.Booster(params, [dtrain])
      for (let round = 0; round < rounds; round++) booster.updateSync(dtrain, round)
      return { made, end: performance.now(), predictions: numbers(booster.predictSync(dtrain)) }
    },
  },
  lightgbm: {
    async async({ X, label }, params, numBoostRound) {
      using trainSet = new lightgbm.Dataset(X, { label, params })
      await trainSet.construct()
      const made = performance.now()
      const trained = await lightgbm.train({ params, trainSet, numBoostRound })
      using booster = trained.booster
      return { made, end: performance.now(), predictions: numbers(await booster.predict(X)) }
    },
    async sync({ X, label }, params, rounds) {
      using trainSet = new lightgbm.Dataset(X, { label, params })
      trainSet.constructSync()
      const made = performance.now()
      using booster = lightgbm.Booster.createSync(params, trainSet)
      for (let round = 0; round < rounds; round++) booster.updateSync()
      return { made, end: performance.now(), predictions: numbers(booster.predictSync(X)) }
    },
  },
}

const STRIDE = 50
const QUIET: Readonly<Record<string, BoostingJob["params"]>> = {
  xgboost: { nthread: 1 },
  lightgbm: { num_threads: 1, verbosity: -1 },
}

const [verb = "", library = "", ...others] = process.argv.slice(2)
setVerbosity("silent")
process.stdout.write(JSON.stringify(verb === "train" ? await time(others) : await remember(Number(others[0]))))

async function time([
  mode = "",
  file = "",
  rows = "",
  columns = "",
  text = "",
]: readonly string[]): Promise<TrainAnswer> {
  const train = TRAINERS[library]?.[mode] as Train
  const { params, rounds } = JSON.parse(text) as BoostingJob
  const read = readRows(file, Number(rows), Number(columns))
  await train(read, params, 2) // loads the library, and starts what is started once
  const gaps = watchGaps()
  const begin = performance.now()
  const { made, end, predictions } = await train(read, params, rounds)
  const longestGapMs = gaps.longest(made, end)
  await sleep(end - made)
  const idleGapMs = gaps.longest(performance.now() - (end - made), performance.now())
  gaps.stop()
  const checksum = predictions.reduce((sum, value) => sum + value, 0)
  return { dataMs: made - begin, trainMs: end - made, checksum, longestGapMs, idleGapMs }
}

interface Gaps {
  /** How many milliseconds passed at most from one turn of the event loop to the next, between two times. */
  longest(from: number, to: number): number
  stop(): void
}

function watchGaps(): Gaps {
  const turns: number[] = []
  const timer = setInterval(() => turns.push(performance.now()), 1)
  return {
    longest(from, to) {
      const within = [from, ...turns.filter((turn) => turn > from && turn < to), to]
      return Math.max(...within.slice(1).map((turn, i) => turn - (within[i] as number)))
    },
    stop: () => clearInterval(timer),
  }
}

function readRows(file: string, rows: number, columns: number): Rows {
  const bytes = readFileSync(file)
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  return { X: { data: values.subarray(0, rows * columns), rows, columns }, label: values.subarray(rows * columns) }
}

/** A study whose trials train on 0.4 MB and predict: what a trial keeps, 300 keep 300 times. */
async function remember(trials: number): Promise<MemoryAnswer> {
  const random = new RandomState(0)
  const [rows, columns] = [2000, 50]
  const data = Float32Array.from(random.randn(rows * columns))
  const label = Float32Array.from({ length: rows }, (_, i) => ((data[i * columns] as number) > 0 ? 1 : 0))
  const train = TRAINERS[library]?.["async"] as Train
  const name = library === "xgboost" ? "binary:logistic" : "binary"
  const study = await createStudy({ sampler: new RandomSampler({ seed: 0 }) })
  const megabytes: number[] = []
  while (study.trials.length < trials) {
    const objective = async (trial: Trial): Promise<number> => {
      const params = { objective: name, max_depth: trial.suggestInt("max_depth", 2, 8), ...QUIET[library] }
      const { predictions } = await train({ X: { data, rows, columns }, label }, params, 20)
      return logLoss(label, predictions)
    }
    await study.optimize(objective, { nTrials: STRIDE })
    globalThis.gc?.()
    megabytes.push(process.memoryUsage.rss() / 1e6)
  }
  return { stride: STRIDE, megabytes }
}

function numbers(predictions: ArrayLike<unknown>): readonly number[] {
  return Array.from(predictions as ArrayLike<number>)
}
