import { getEventListeners } from "node:events"
import type { FrozenTrial, Pruner, TrialLike } from "@parzen/core"
import { createStudy, FixedTrial, NopPruner, setVerbosity, ThresholdPruner } from "@parzen/core"
import { assertRejects, assertThrows } from "@parzen/core/testing"
import type { LayersModel } from "@tensorflow/tfjs"
import { describe, expect, test } from "vitest"
import { callbackClasses, pruningCallback } from "../src/index.ts"
import { FIT, network, tf, x, y } from "./networks.ts"

setVerbosity("error")

/** Prunes at the first report above -1. */
const strict = new ThresholdPruner({ upper: -1 })
const lenient = new NopPruner()

async function runTrial(
  objective: (trial: TrialLike) => Promise<number>,
  pruner: Pruner = lenient,
): Promise<FrozenTrial> {
  const study = await createStudy({ pruner })
  await study.optimize(objective, { nTrials: 1, catch: [Error] })
  return study.trials[0] as FrozenTrial
}

async function fit(model: LayersModel, callbacks: unknown, args: object = {}): Promise<number> {
  const { history } = await model.fit(x, y, { ...FIT, ...args, callbacks: callbacks as never })
  return history["val_loss"]?.at(-1) as number
}

const { PruningCallback } = callbackClasses(tf)
const earlyStopping = () => tf.callbacks.earlyStopping({ patience: 3 })
const forms: Record<string, (trial: TrialLike) => unknown> = {
  alone: (trial) => pruningCallback(trial, "val_loss"),
  "with plain callbacks": (trial) => [{ onBatchEnd: () => {} }, pruningCallback(trial, "val_loss")],
  "behind an instance": (trial) => [earlyStopping(), pruningCallback(trial, "val_loss")],
  "as an instance before another": (trial) => [new PruningCallback(trial, "val_loss"), earlyStopping()],
  "as an instance behind another": (trial) => [earlyStopping(), new PruningCallback(trial, "val_loss")],
  "as an instance behind a plain callback": (trial) => [
    { onBatchEnd: () => {} },
    new PruningCallback(trial, "val_loss"),
  ],
}

describe.each(Object.entries(forms))("a pruning callback %s", (_form, callbacks) => {
  test("reports the metric of each epoch as tfjs logs it", async () => {
    const model = network()
    const recorded: number[] = []
    const trial = await runTrial((trial) => fit(model, callbacks(trial)))
    await network().fit(x, y, {
      ...FIT,
      callbacks: { onEpochEnd: (_, logs) => void recorded.push(logs?.["val_loss"] as number) },
    })
    expect(trial.state).toBe("complete")
    expect(Object.values(trial.intermediateValues)).toEqual(recorded)
    expect(trial.lastStep).toBe(FIT.epochs - 1)
  })

  test("leaves fit by TrialPruned, and neither tensors nor a listener nor a model in training", async () => {
    const model = network()
    const before = tf.memory().numTensors
    let signal: AbortSignal | undefined
    const trial = await runTrial((trial) => {
      signal = trial.signal
      return fit(model, callbacks(trial))
    }, strict)
    expect(trial).toMatchObject({ state: "pruned", lastStep: 0 })
    expect(tf.memory().numTensors).toBe(before)
    expect(getEventListeners(signal as AbortSignal, "abort")).toHaveLength(0)
    expect(await runTrial((trial) => fit(model, callbacks(trial)))).toMatchObject({ state: "complete" })
  })

  test("leaves fitDataset in the same way", async () => {
    const model = network()
    const rows = {
      xs: tf.data.array([
        [1, 2, 3],
        [3, 2, 1],
        [0, 1, 0],
      ]),
      ys: tf.data.array([[6], [6], [1]]),
    }
    const data = tf.data.zip(rows).batch(2)
    const before = tf.memory().numTensors
    const trial = await runTrial(async (trial) => {
      const args = { epochs: 3, verbose: 0 as const, validationData: data, callbacks: callbacks(trial) }
      await model.fitDataset(data, args as never)
      return 0
    }, strict)
    expect(trial).toMatchObject({ state: "pruned", lastStep: 0 })
    expect(tf.memory().numTensors).toBe(before)
  })

  test("stops when the trial's signal aborts in the middle of an epoch", async () => {
    const model = network()
    const before = tf.memory().numTensors
    const study = await createStudy()
    const controller = new AbortController()
    const reason = new Error("enough")
    let epochs = 0
    const stopInEpoch1 = new tf.CustomCallback({
      onEpochBegin: (epoch) => void (epochs = epoch + 1),
      onBatchBegin: (batch) => {
        if (epochs === 2 && batch === 3) controller.abort(reason)
      },
    })
    let training: Promise<unknown> = Promise.resolve()
    const run = study.optimize(
      (trial) => {
        training = fit(model, [stopInEpoch1, ...[callbacks(trial)].flat()].filter(isInstance), { epochs: 50 })
        return training as Promise<number>
      },
      { nTrials: 1, signal: controller.signal },
    )
    await expect(run).rejects.toBe(reason)
    await expect(training).rejects.toBe(reason)
    expect(epochs).toBe(2)
    expect(tf.memory().numTensors).toBe(before)
  })
})

/** In a list that begins with an instance, plain callbacks without tfjs's methods are none. */
function isInstance(callback: unknown): boolean {
  return typeof (callback as { setParams?: unknown }).setParams === "function"
}

test("with an interval it reports each second epoch, by its number", async () => {
  const trial = await runTrial((trial) => fit(network(), pruningCallback(trial, "loss", { interval: 2 })))
  expect(Object.keys(trial.intermediateValues)).toEqual(["1", "3"])
})

test("a NaN loss prunes the trial, whatever the pruner, and the study goes on", async () => {
  const study = await createStudy({ pruner: lenient })
  await study.optimize((trial) => fit(network({ learningRate: 1e30 }), pruningCallback(trial, "loss"), { epochs: 9 }), {
    nTrials: 2,
  })
  expect(study.trials.map(({ state }) => state)).toEqual(["pruned", "pruned"])
})

test("a metric that is not logged is an error that names those there are", async () => {
  const model = network()
  const before = tf.memory().numTensors
  const callbacks = pruningCallback(new FixedTrial({}), "val_acc")
  await assertRejects(
    () => fit(model, callbacks),
    "METRIC_MISSING",
    /epoch 0 logs no 'val_acc', only val_loss, loss; 'val_' metrics need validationData or validationSplit/,
  )
  expect(tf.memory().numTensors).toBe(before)
})

test("a callback belongs to one fit, or to several that go on with the epochs", async () => {
  const model = network()
  const callback = pruningCallback(new FixedTrial({}), "loss")
  await fit(model, callback, { epochs: 2 })
  await fit(model, callback, { epochs: 4, initialEpoch: 2 })
  await assertRejects(() => fit(model, callback), "CALLBACK_IN_USE", /epoch 0 has been seen/)
  await assertRejects(() => fit(network(), callback), "CALLBACK_IN_USE", /a fit that has not ended/)
})

test("two fits at once cannot share a callback", async () => {
  const callback = pruningCallback(new FixedTrial({}), "loss")
  const first = fit(network(), callback)
  await assertRejects(() => fit(network(), callback), "CALLBACK_IN_USE", /make one for each fit/)
  await first
})

test("a study of two objectives cannot be pruned, and says so", async () => {
  const study = await createStudy({ directions: ["minimize", "minimize"] })
  const run = study.optimize(async (trial) => [await fit(network(), pruningCallback(trial, "loss")), 1], { nTrials: 1 })
  await assertRejects(() => run, "SINGLE_OBJECTIVE_ONLY", /report works with one objective/)
})

test("wrong arguments are refused before fit", () => {
  const trial = new FixedTrial({})
  assertThrows(
    () => pruningCallback(trial, ""),
    "INVALID_ARGUMENT",
    /monitor: takes a metric's name such as 'val_loss'/,
  )
  assertThrows(() => pruningCallback(trial, "loss", { interval: 0 }), "INVALID_ARGUMENT", /interval: takes an integer/)
  assertThrows(() => pruningCallback(trial, "loss", { model: {} as LayersModel }), "INVALID_ARGUMENT", /a tfjs model/)
})

test("reporting and asking costs under 1 ms an epoch", async () => {
  const study = await createStudy()
  const trial = await study.ask()
  const callback = pruningCallback(trial, "loss")
  const epochs = 2_000
  await callback.onTrainBegin?.()
  const start = performance.now()
  for (let epoch = 0; epoch < epochs; epoch++) await callback.onEpochEnd?.(epoch, { loss: 1 / (epoch + 1) })
  const perEpoch = (performance.now() - start) / epochs
  console.log(`${(perEpoch * 1000).toFixed(1)} µs an epoch`)
  expect(perEpoch).toBeLessThan(1)
})
