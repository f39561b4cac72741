// A network that knows eight digits learns two new ones: its last layers are trained anew, and which base, which optimizer and
// which learning rate are tuned, under asynchronous successive halving and under a median pruner. The best model is saved and
// loaded again. `npm start -- --full` runs 40 trials of 20 epochs under each.
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Pruner, Study } from "@parzen/core"
import { createStudy, MedianPruner, setVerbosity, SuccessiveHalvingPruner, TPESampler } from "@parzen/core"
import { loadDigits, PIXELS } from "@parzen/example-data/digits"
import { checkpointCallback, pruningCallback, tfjsObjective } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import { FileCheckpointStore } from "@parzen/tfjs/node"
import "@parzen/tfjs/node-compat"
import type { LayersModel, Tensor } from "@tensorflow/tfjs"

const isFull = process.argv.includes("--full")
const { nTrials, epochs, nBase } = isFull
  ? { nTrials: 40, epochs: 20, nBase: 6000 }
  : { nTrials: 12, epochs: 10, nBase: 1500 }
const N_NEW = 300 // few examples of the new digits: that is what transfer is for
const LEAST = 0.9

setVerbosity("warning")
const tf = await loadBackend()
const { images, labels } = loadDigits()

/** The first `n` images of the digits in `kept`, and their places in it. */
function only(kept: readonly number[], n: number): [Tensor, Tensor] {
  const rows = [...labels.keys()].filter((row) => kept.includes(labels[row] as number)).slice(0, n)
  const data = new Float32Array(rows.length * PIXELS)
  for (const [i, row] of rows.entries()) data.set(images.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS)
  const codes = rows.map((row) => kept.indexOf(labels[row] as number))
  return [tf.tensor2d(data, [rows.length, PIXELS]), tf.tensor1d(codes, "float32")]
}

async function trainBase(units: number): Promise<LayersModel> {
  const kernelInitializer = tf.initializers.heNormal({ seed: units })
  const outputInitializer = tf.initializers.glorotUniform({ seed: units })
  const model = tf.sequential()
  model.add(tf.layers.dense({ units, activation: "relu", inputShape: [PIXELS], kernelInitializer }))
  model.add(tf.layers.dense({ units: 8, activation: "softmax", kernelInitializer: outputInitializer }))
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "adam" })
  await model.fit(...only([0, 1, 2, 3, 4, 5, 6, 7], nBase), { epochs: 3, shuffle: false, verbose: 0 })
  for (const layer of model.layers) layer.trainable = false
  return model
}

const bases = { narrow: await trainBase(32), wide: await trainBase(128) }
const [x, y] = only([8, 9], N_NEW)
const folder = await mkdtemp(join(tmpdir(), "transfer-"))

async function tune(
  name: string,
  pruner: Pruner,
): Promise<{ study: Study; store: FileCheckpointStore; nEpochs: number }> {
  const store = new FileCheckpointStore(join(folder, name))
  let nEpochs = 0
  const objective = tfjsObjective(tf, async (trial, { nextSeed }) => {
    const base = bases[trial.suggestCategorical("base", ["narrow", "wide"])]
    const rate = trial.suggestFloat("learningRate", 1e-4, 1e-2, { log: true })
    const optimizer =
      trial.suggestCategorical("optimizer", ["sgd", "adam"]) === "sgd" ? tf.train.sgd(rate) : tf.train.adam(rate)
    const kernelInitializer = tf.initializers.glorotUniform({ seed: nextSeed() })
    const head = tf.layers.dense({ units: 2, activation: "softmax", kernelInitializer, name: `head${trial.number}` })
    const model = tf.sequential({ layers: [...base.layers.slice(0, -1), head] })
    model.compile({ loss: "sparseCategoricalCrossentropy", optimizer, metrics: ["accuracy"] })
    const callbacks = [
      { onEpochEnd: () => void nEpochs++ },
      checkpointCallback(trial, store, { model }),
      pruningCallback(trial, "val_loss", { model }),
    ]
    const args = { epochs, batchSize: 32, validationSplit: 1 / 3, shuffle: false, verbose: 0 } as const
    const { history } = await model.fit(x, y, { ...args, callbacks })
    return Math.min(...(history["val_loss"] as number[]))
  })
  const study = await createStudy({ studyName: name, sampler: new TPESampler({ seed: 42 }), pruner })
  await study.optimize(objective, { nTrials })
  return { study, store, nEpochs }
}

let accuracy = 1
for (const [name, pruner] of [
  ["asha", new SuccessiveHalvingPruner()],
  ["median", new MedianPruner({ nStartupTrials: 2, nWarmupSteps: 5, intervalSteps: 3 })],
] as const) {
  const { study, store, nEpochs } = await tune(name, pruner)
  const checkpoint = await store.load((await store.list())[0]?.trial ?? 0)
  const model = await tf.loadLayersModel(tf.io.fromMemory(checkpoint?.model ?? {}))
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd", metrics: ["accuracy"] })
  const [, of] = model.evaluate(...only([8, 9], 1500)) as Tensor[]
  const [loaded = 0] = (await of?.data()) ?? []
  accuracy = Math.min(accuracy, loaded)
  const nPruned = study.trials.filter(({ state }) => state === "pruned").length
  console.log(
    `${name}: ${nEpochs} of ${nTrials * epochs} epochs, ${nPruned} of ${nTrials} trials pruned; ` +
      `${JSON.stringify(study.bestParams)}; loaded again, it tells ${(100 * loaded).toFixed(1)} % of 1500 right`,
  )
}
await rm(folder, { recursive: true })
console.log(
  `${accuracy >= LEAST ? "ok" : "FAILED"}: ${(100 * accuracy).toFixed(1)} % of eights and nines (at least ${100 * LEAST} %)`,
)
process.exitCode = accuracy >= LEAST ? 0 : 1
