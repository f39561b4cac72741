import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createStudy, FixedTrial, setVerbosity, ThresholdPruner } from "@parzen/core"
import { assertRejects, assertThrows } from "@parzen/core/testing"
import type { LayersModel, Tensor } from "@tensorflow/tfjs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { CheckpointStore } from "../../src/index.ts"
import { callbackClasses, checkpointCallback, MemoryCheckpointStore, pruningCallback } from "../../src/index.ts"
import { FileCheckpointStore } from "../../src/node.ts"
import { FIT, network, tf, x, y } from "../networks.ts"

setVerbosity("error")

let folder = ""
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "parzen-checkpoints-"))))
afterAll(() => rm(folder, { recursive: true, force: true }))

let stores = 0
const kinds: Record<string, () => CheckpointStore> = {
  "in memory": () => new MemoryCheckpointStore(),
  "in files": () => new FileCheckpointStore(join(folder, String(stores++))),
}

/** The loss on the rows that `fit` validates on. */
function validationLoss(model: LayersModel): number {
  return tf.tidy(() => (model.evaluate(x.slice(48), y.slice(48)) as Tensor).dataSync()[0] as number)
}

describe.each(Object.entries(kinds))("checkpoints %s", (_kind, create) => {
  test("the model has its best epoch's weights after fit, and the store has them too", async () => {
    const store = create()
    const model = network({ learningRate: 0.7 }) // goes up and down
    const { history } = await model.fit(x, y, {
      ...FIT,
      epochs: 8,
      callbacks: checkpointCallback(new FixedTrial({}, { number: 3 }), store, { model }),
    })
    const losses = history["val_loss"] as number[]
    const best = Math.min(...losses)
    expect(losses.indexOf(best)).toBeLessThan(7)
    expect(validationLoss(model)).toBeCloseTo(best, 6)
    const checkpoint = await store.load(3)
    expect(checkpoint).toMatchObject({ epoch: losses.indexOf(best), monitor: "val_loss", value: best, mode: "min" })
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(checkpoint?.model ?? {}))
    loaded.compile({ loss: "meanSquaredError", optimizer: "sgd" })
    expect(validationLoss(loaded)).toBeCloseTo(best, 6)
  })

  test("the best trials' checkpoints stay, those of pruned trials too", async () => {
    const store = create()
    const study = await createStudy({ pruner: new ThresholdPruner({ upper: 0, nWarmupSteps: 2 }) })
    const bests: number[] = []
    await study.optimize(
      async (trial) => {
        const model = network({ seed: trial.number })
        const { CheckpointCallback } = callbackClasses(tf)
        const recorded = new tf.CustomCallback({
          onEpochEnd: (_, logs) => {
            bests[trial.number] = Math.min(bests[trial.number] ?? Infinity, logs?.["val_loss"] as number)
          },
        })
        const callbacks = [
          recorded,
          new CheckpointCallback(trial, store, { keepTrials: 2 }),
          pruningCallback(trial, "val_loss"),
        ]
        await model.fit(x, y, { ...FIT, callbacks })
        return 0
      },
      { nTrials: 5 },
    )
    const ranked = [0, 1, 2, 3, 4].sort((a, b) => (bests[a] as number) - (bests[b] as number))
    expect((await store.list()).map(({ trial }) => trial)).toEqual(ranked.slice(0, 2).sort((a, b) => a - b))
    expect(await store.load(ranked[4] as number)).toBe(undefined)
  })

  test("a trial that trains several models keeps the best epoch of all, and each model gets its own best", async () => {
    const store = create()
    const trial = new FixedTrial({}, { number: 7 })
    const train = async (learningRate: number): Promise<number> => {
      const model = network({ learningRate })
      const { history } = await model.fit(x, y, { ...FIT, callbacks: checkpointCallback(trial, store, { model }) })
      const best = Math.min(...(history["val_loss"] as number[]))
      expect(validationLoss(model)).toBeCloseTo(best, 6)
      return best
    }
    const losses = [await train(0.01), await train(0.1), await train(1e-5)]
    expect(losses.indexOf(Math.min(...losses))).toBe(1)
    expect((await store.list()).map(({ value }) => value)).toEqual([losses[1]])
  })

  test("a store of another study is refused, and keeps what it has", async () => {
    const store = create()
    const train = (): Promise<unknown> => {
      const model = network()
      return model.fit(x, y, { ...FIT, callbacks: checkpointCallback(new FixedTrial({}), store, { model }) })
    }
    await train()
    const [before] = await store.list()
    await assertRejects(train, "CHECKPOINT_EXISTS", /another trial 0, of another study or an earlier run/)
    expect(await store.list()).toEqual([before])
    await store.remove(0)
    await train()
  })

  test("a store that holds nothing answers so", async () => {
    const store = create()
    expect(await store.list()).toEqual([])
    expect(await store.load(0)).toBe(undefined)
    await store.remove(0)
  })
})

test("files are as tfjs saves models, and nothing else stays", async () => {
  const target = join(folder, "layout")
  const store = new FileCheckpointStore(target)
  const model = network()
  await model.fit(x, y, { ...FIT, callbacks: checkpointCallback(new FixedTrial({}, { number: 12 }), store, { model }) })
  expect(await readdir(target)).toEqual(["trial-12"])
  expect(await readdir(join(target, "trial-12"))).toEqual(["checkpoint.json", "model.json", "weights.bin"])
})

describe("a process that is killed while it saves", () => {
  const save = async (target: string): Promise<FileCheckpointStore> => {
    const store = new FileCheckpointStore(target)
    const model = network()
    await model.fit(x, y, { ...FIT, callbacks: checkpointCallback(new FixedTrial({}), store, { model }) })
    return store
  }

  test("leaves the earlier checkpoint while it writes", async () => {
    const target = join(folder, "written")
    const store = await save(target)
    await mkdir(join(target, "trial-0.part"))
    await writeFile(join(target, "trial-0.part", "weights.bin"), "half")
    await mkdir(join(target, "trial-1.part"))
    expect(await store.list()).toHaveLength(1)
    expect(await store.load(0)).toMatchObject({ trial: 0, epoch: 4 })
    expect(await store.load(1)).toBe(undefined)
  })

  test("leaves the earlier checkpoint between the two steps of replacing it", async () => {
    const target = join(folder, "replaced")
    const store = await save(target)
    await rename(join(target, "trial-0"), join(target, "trial-0.old"))
    expect(await store.list()).toHaveLength(1)
    const checkpoint = await store.load(0)
    expect(checkpoint).toMatchObject({ trial: 0, epoch: 4 })
    if (checkpoint !== undefined) await store.save({ ...checkpoint, epoch: 5 })
    expect(await store.load(0)).toMatchObject({ epoch: 5 })
    expect(await readdir(target)).toEqual(["trial-0"])
  })

  test("leaves nothing for good: what is an hour old goes at the next save, of a removed trial at once", async () => {
    const target = join(folder, "swept")
    for (const number of [8, 9]) await mkdir(join(target, `trial-${number}.part`), { recursive: true })
    await utimes(join(target, "trial-8.part"), 0, 0)
    const store = await save(target)
    expect(await readdir(target)).toEqual(["trial-0", "trial-9.part"])
    await store.remove(9)
    expect(await readdir(target)).toEqual(["trial-0"])
  })
})

test.skipIf(tf.getBackend() !== "tensorflow")("tfjs-node opens the files", async () => {
  const target = join(folder, "opened")
  const model = network()
  const callbacks = checkpointCallback(new FixedTrial({}), new FileCheckpointStore(target), { model })
  await model.fit(x, y, { ...FIT, callbacks })
  const loaded = await tf.loadLayersModel(`file://${target}/trial-0/model.json`)
  loaded.compile({ loss: "meanSquaredError", optimizer: "sgd" })
  expect(validationLoss(loaded)).toBeCloseTo(validationLoss(model), 6)
})

test("more is better of an accuracy, less of anything else, and `mode` says otherwise", async () => {
  const chosen = async (monitor: string, mode?: "min" | "max"): Promise<unknown> => {
    const store = new MemoryCheckpointStore()
    const model = network()
    const options = { model, monitor, ...(mode && { mode }) }
    await model.fit(x, y, { ...FIT, callbacks: checkpointCallback(new FixedTrial({}), store, options) })
    return (await store.list())[0]
  }
  expect(await chosen("loss")).toMatchObject({ mode: "min", epoch: 4 })
  expect(await chosen("loss", "max")).toMatchObject({ mode: "max", epoch: 0 })
  const store = new MemoryCheckpointStore()
  const callback = checkpointCallback(new FixedTrial({}), store, { monitor: "val_acc", model: network() })
  await callback.onTrainBegin?.()
  await callback.onEpochEnd?.(0, { val_acc: 0.5 })
  expect((await store.list())[0]).toMatchObject({ mode: "max", monitor: "val_acc" })
})

test("without restoreBestWeights the model keeps its last weights", async () => {
  const model = network({ learningRate: 0.7 })
  const options = { model, restoreBestWeights: false }
  const callbacks = checkpointCallback(new FixedTrial({}), new MemoryCheckpointStore(), options)
  const { history } = await model.fit(x, y, { ...FIT, epochs: 8, callbacks })
  expect(validationLoss(model)).toBeCloseTo(history["val_loss"]?.at(-1) as number, 6)
})

test("a fit that does not tell its model is refused before it trains", async () => {
  const callbacks = checkpointCallback(new FixedTrial({}), new MemoryCheckpointStore())
  await assertRejects(() => network().fit(x, y, { ...FIT, callbacks }), "MODEL_NOT_KNOWN", /give \{ model \}/)
})

test("wrong arguments are refused at once", () => {
  const trial = new FixedTrial({})
  const store = new MemoryCheckpointStore()
  assertThrows(() => checkpointCallback(trial, {} as MemoryCheckpointStore), "INVALID_ARGUMENT", /CheckpointStore/)
  assertThrows(() => checkpointCallback(trial, store, { keepTrials: 0 }), "INVALID_ARGUMENT", /keepTrials/)
  assertThrows(() => checkpointCallback(trial, store, { mode: "auto" as "min" }), "INVALID_ARGUMENT", /'min' or 'max'/)
  assertThrows(() => new FileCheckpointStore(""), "INVALID_ARGUMENT", /folder: takes a path/)
})
