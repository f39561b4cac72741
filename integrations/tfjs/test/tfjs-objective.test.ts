import type { TrialLike } from "@parzen/core"
import { createStudy, FixedTrial, RandomSampler, setVerbosity, ThresholdPruner, TrialPruned } from "@parzen/core"
import { assertThrows } from "@parzen/core/testing"
import { expect, test } from "vitest"
import type { TrainingContext } from "../src/index.ts"
import { pruningCallback, tfjsObjective } from "../src/index.ts"
import { FIT, network, tf, x, y } from "./networks.ts"

setVerbosity("silent")

async function train(trial: TrialLike, { seed }: TrainingContext): Promise<number> {
  const model = network({ learningRate: trial.suggestFloat("learningRate", 1e-3, 1e-1, { log: true }), seed })
  model.compile({ loss: "meanSquaredError", optimizer: tf.train.adam(0.01) })
  const { history } = await model.fit(x, y, { ...FIT, epochs: 2, callbacks: pruningCallback(trial, "val_loss") })
  return history["val_loss"]?.at(-1) as number
}

test("200 trials, a third pruned and some failing, leave tensors and memory as they were", async () => {
  const study = await createStudy({
    sampler: new RandomSampler({ seed: 1 }),
    pruner: new ThresholdPruner({ upper: 0 }),
  })
  const objective = tfjsObjective(tf, async (trial, context) => {
    if (trial.number % 10 === 5) {
      network()
      tf.keep(tf.zeros([100, 100]))
      throw new RangeError("a layer that does not fit")
    }
    if (trial.number % 3 === 0) return train(trial, context)
    const model = network({ seed: context.seed })
    const { history } = await model.fit(x, y, { ...FIT, epochs: 2 })
    return history["val_loss"]?.at(-1) as number
  })
  const before = tf.memory().numTensors
  const resident: number[] = []
  await study.optimize(objective, {
    nTrials: 200,
    catch: [RangeError],
    callbacks: [
      (_study, { number }) => {
        expect(tf.memory().numTensors).toBe(before)
        if (number === 99 || number === 199) resident.push(process.memoryUsage().rss / 2 ** 20)
      },
    ],
  })
  const count = (state: string): number => study.trials.filter((trial) => trial.state === state).length
  expect([count("complete"), count("pruned"), count("fail")]).toEqual([120, 60, 20])
  const [halfway = 0, end = 0] = resident
  console.log(`${halfway.toFixed(0)} MB after 100 trials, ${end.toFixed(0)} MB after 200`)
  expect(end - halfway).toBeLessThan(50)
}, 120_000)

test("a training that breaks off among batches leaves nothing behind", async () => {
  const before = tf.memory()
  const objective = tfjsObjective(tf, async () => {
    const onBatchEnd = (batch: number): void => {
      if (batch === 5) throw new RangeError("broken")
    }
    await network().fit(x, y, { ...FIT, callbacks: { onBatchEnd } })
    return 0
  })
  for (let i = 0; i < 3; i++) await expect(objective(new FixedTrial({}))).rejects.toThrow("broken")
  expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes })
})

test("trials run one after another, whatever the concurrency, and what was made before stays", async () => {
  const shared = tf.scalar(1)
  let running = 0
  const objective = tfjsObjective(tf, async (trial) => {
    expect(++running).toBe(1)
    const one = tf.scalar(trial.number).add(shared)
    await tf.nextFrame()
    const [value = NaN] = await one.data()
    running--
    return value
  })
  const study = await createStudy()
  await study.optimize(objective, { nTrials: 6, concurrency: 3 })
  expect(study.trials.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6])
  expect(shared.isDisposed).toBe(false)
  shared.dispose()
})

test("seeds differ between trials and layers, and repeat", async () => {
  const drawn = async (number: number, seed: number): Promise<number[]> =>
    tfjsObjective(tf, (_trial, context) => [context.seed, context.nextSeed(), context.nextSeed()], { seed })(
      new FixedTrial({}, { number }),
    )
  const all = [...(await drawn(0, 0)), ...(await drawn(1, 0)), ...(await drawn(0, 1)), ...(await drawn(1, 1))]
  expect(new Set(all).size).toBe(12)
  expect(await drawn(1, 1)).toEqual(all.slice(9))
  expect(all.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true)
})

test("the same study comes out again from the same seeds", async () => {
  const run = async (): Promise<(number | undefined)[]> => {
    const study = await createStudy({ sampler: new RandomSampler({ seed: 3 }) })
    await study.optimize(tfjsObjective(tf, train), { nTrials: 3 })
    return study.trials.map(({ value }) => value)
  }
  expect(await run()).toEqual(await run())
})

test("a trial whose time is up ends while it waits for its turn, and the next gets it", async () => {
  const study = await createStudy()
  const objective = tfjsObjective(tf, async (trial, { signal }) => {
    if (trial.number > 0) return trial.number
    while (!signal.aborted) await tf.nextFrame()
    throw signal.reason
  })
  await study.optimize(objective, { nTrials: 2, trialTimeoutMs: 50, catch: [Error] })
  expect(study.trials.map(({ state }) => state)).toEqual(["fail", "complete"])
})

test("a training that does not hear of its time-out ends all the same, and is no longer in anybody's way", async () => {
  const study = await createStudy()
  const before = tf.memory().numTensors
  const epochs: number[] = []
  const deaf = tfjsObjective(tf, async (trial) => {
    const onEpochEnd = (): void => void (epochs[trial.number] = (epochs[trial.number] ?? 0) + 1)
    await network().fit(x, y, { ...FIT, epochs: 1_000_000, yieldEvery: "batch", callbacks: { onEpochEnd } })
    return 0
  })
  await study.optimize(deaf, { nTrials: 2, trialTimeoutMs: 50 })
  expect(tf.memory().numTensors).toBe(before)
  const mine = tf.scalar(1)
  const seen = [...epochs]
  for (let i = 0; i < 20; i++) await tf.nextFrame()
  expect(epochs).toEqual(seen)
  expect(study.trials.map(({ state }) => state)).toEqual(["fail", "fail"])
  expect(mine.isDisposed).toBe(false)
  mine.dispose()
  expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 1) // the row numbers of the epoch that was broken off
})

test("when the study is cancelled, an objective has a moment to save what it has", async () => {
  const controller = new AbortController()
  const study = await createStudy()
  let saved = 0
  const objective = tfjsObjective(tf, async (_trial, { signal }) => {
    const model = network()
    controller.abort(new Error("enough"))
    await tf.nextFrame()
    if (signal.aborted) saved = model.getWeights().length
    return 1
  })
  await expect(study.optimize(objective, { nTrials: 2, signal: controller.signal })).rejects.toThrow("enough")
  expect(saved).toBe(4)
})

test("scopes that an objective opens and, failing, does not end are ended for it", async () => {
  const before = tf.memory().numTensors
  const objective = tfjsObjective(tf, () => {
    tf.engine().startScope()
    tf.zeros([10])
    throw new RangeError("broken")
  })
  await expect(objective(new FixedTrial({}))).rejects.toThrow("broken")
  expect(tf.memory().numTensors).toBe(before)
  tf.scalar(1).dispose()
})

test("several objectives and prunings pass through", async () => {
  expect(await tfjsObjective(tf, () => [1, 2])(new FixedTrial({}))).toEqual([1, 2])
  const pruned = tfjsObjective(tf, () => {
    throw new TrialPruned("hopeless")
  })
  await expect(pruned(new FixedTrial({}))).rejects.toThrow("hopeless")
})

test("wrong arguments are refused at once", () => {
  assertThrows(() => tfjsObjective({} as typeof tf, () => 1), "INVALID_ARGUMENT", /tf: takes the namespace/)
  assertThrows(() => tfjsObjective(tf, 1 as never), "INVALID_ARGUMENT", /build: takes a function/)
  assertThrows(() => tfjsObjective(tf, () => 1, { seed: -1 }), "INVALID_ARGUMENT", /seed: takes an integer from 0/)
})
