// Early stopping ends a training that no longer improves; a pruner ends one that was hopeless from the start. How many epochs does
// pruning save on top of early stopping, at the same best accuracy? `npm start -- --full` asks it of five seeds.
import { createStudy, MedianPruner, NopPruner, RandomSampler, setVerbosity } from "@parzen/core"
import type { Pruner } from "@parzen/core"
import { loadDigits, PIXELS } from "@parzen/example-data/digits"
import { checkpointCallback, MemoryCheckpointStore, pruningCallback, tfjsObjective } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"

const isFull = process.argv.includes("--full")
const seeds = isFull ? [1, 2, 3, 4, 5] : [1]
const { nTrials, nRows } = isFull ? { nTrials: 40, nRows: 4000 } : { nTrials: 20, nRows: 1200 }
const EPOCHS = 12
const LEAST_SAVED = 0.4

setVerbosity("warning")
const tf = await loadBackend()
const { images, labels } = loadDigits()
const x = tf.tensor2d(images.subarray(0, nRows * PIXELS), [nRows, PIXELS])
const y = tf.tensor1d(labels.subarray(0, nRows), "float32")

/** Tries the same `nTrials` networks whatever the pruner; answers the epochs that were trained and the best accuracy. */
async function run(seed: number, pruner: Pruner): Promise<{ nEpochs: number; accuracy: number }> {
  let nEpochs = 0
  const objective = tfjsObjective(
    tf,
    async (trial, { nextSeed }) => {
      const units = trial.suggestInt("units", 16, 256, { log: true })
      const kernelInitializer = tf.initializers.heNormal({ seed: nextSeed() })
      const model = tf.sequential()
      model.add(tf.layers.dense({ units, activation: "relu", inputShape: [PIXELS], kernelInitializer }))
      model.add(tf.layers.dropout({ rate: trial.suggestFloat("dropout", 0, 0.6), seed: nextSeed() }))
      const outputInitializer = tf.initializers.glorotUniform({ seed: nextSeed() })
      model.add(tf.layers.dense({ units: 10, activation: "softmax", kernelInitializer: outputInitializer }))
      const optimizer = tf.train.adam(trial.suggestFloat("learningRate", 1e-5, 1e-1, { log: true }))
      model.compile({ loss: "sparseCategoricalCrossentropy", optimizer, metrics: ["accuracy"] })
      const callbacks = [
        tf.callbacks.earlyStopping({ monitor: "val_acc", patience: 2 }),
        new tf.CustomCallback({ onEpochEnd: () => void nEpochs++ }),
        checkpointCallback(trial, new MemoryCheckpointStore(), { monitor: "val_acc" }),
        pruningCallback(trial, "val_acc"),
      ]
      const args = { epochs: EPOCHS, batchSize: 64, validationSplit: 0.25, shuffle: false, verbose: 0 } as const
      const { history } = await model.fit(x, y, { ...args, callbacks })
      return Math.max(...(history["val_acc"] as number[])) // of the weights that the model has now
    },
    { seed },
  )
  const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed }), pruner })
  await study.optimize(objective, { nTrials })
  return { nEpochs, accuracy: study.bestValue }
}

console.log(`${nTrials} networks, at most ${EPOCHS} epochs each, early stopping after 2 without improvement`)
const saved: number[] = []
let isAsGood = true
for (const seed of seeds) {
  const plain = await run(seed, new NopPruner())
  const pruned = await run(seed, new MedianPruner({ nStartupTrials: 4 }))
  saved.push(1 - pruned.nEpochs / plain.nEpochs)
  isAsGood &&= pruned.accuracy >= plain.accuracy
  console.log(
    `seed ${seed}: ${plain.nEpochs} epochs to ${(100 * plain.accuracy).toFixed(2)} % without pruning, ` +
      `${pruned.nEpochs} to ${(100 * pruned.accuracy).toFixed(2)} % with: ${(100 * (saved.at(-1) ?? 0)).toFixed(0)} % saved`,
  )
}
const least = Math.min(...saved)
const isGood = isAsGood && least >= LEAST_SAVED
console.log(
  `${isGood ? "ok" : "FAILED"}: pruning saved at least ${(100 * least).toFixed(0)} % of the epochs (at least ${100 * LEAST_SAVED} %), ` +
    `the best accuracy is ${isAsGood ? "the same" : "lower"}`,
)
process.exitCode = isGood ? 0 : 1
