// Tunes a convolutional network on CIFAR-10: 1 to 3 further convolutions after the first, 32 to 128 filters each, a dense layer, the
// batch size and the learning rate. Needs tfjs-node. `npm start -- --full` takes 20,000 images; the default is CI-sized.
import { createStudy, MedianPruner, TPESampler } from "@parzen/core"
import { pruningCallback, tfjsObjective } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"
import type { Tensor } from "@tensorflow/tfjs"
import type { Images } from "./load-images.ts"
import { loadImages, SHAPE } from "./load-images.ts"

const isFull = process.argv.includes("--full")
const { nTrials, epochs, nTrain, nValidation, least } = isFull
  ? { nTrials: 50, epochs: 10, nTrain: 20_000, nValidation: 5000, least: 0.65 }
  : { nTrials: 5, epochs: 2, nTrain: 500, nValidation: 250, least: 0.16 }

const tf = await loadBackend({ convolutions: true })
const tensors = ({ pixels, labels }: Images): [Tensor, Tensor] => [
  tf.tensor4d(pixels, [labels.length, ...SHAPE]),
  tf.tensor1d(labels, "float32"),
]
const train = tensors(loadImages("train", nTrain))
const validation = tensors(loadImages("test", nValidation))

const objective = tfjsObjective(tf, async (trial, { nextSeed }) => {
  const kernel = () => ({ kernelInitializer: tf.initializers.heNormal({ seed: nextSeed() }) })
  const model = tf.sequential()
  const nConvolutions = 1 + trial.suggestInt("furtherConvolutions", 1, 3)
  for (let i = 0; i < nConvolutions; i++) {
    const filters = trial.suggestInt(`filters${i}`, 32, 128, { log: true })
    const shape = i === 0 ? { inputShape: SHAPE } : {}
    model.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: "same", activation: "relu", ...kernel(), ...shape }))
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }))
  }
  model.add(tf.layers.flatten())
  const units = trial.suggestInt("units", 64, 256, { log: true })
  model.add(tf.layers.dense({ units, activation: "relu", ...kernel() }))
  model.add(tf.layers.dense({ units: 10, activation: "softmax", ...kernel() }))
  const optimizer = tf.train.adam(trial.suggestFloat("learningRate", 1e-4, 1e-2, { log: true }))
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer, metrics: ["accuracy"] })
  const batchSize = trial.suggestCategorical("batchSize", [32, 64])
  const callbacks = pruningCallback(trial, "val_acc", { model })
  const args = { epochs, batchSize, validationData: validation, shuffle: false, verbose: 0 } as const
  const { history } = await model.fit(...train, { ...args, callbacks })
  return history["val_acc"]?.at(-1) as number
})

const study = await createStudy({
  studyName: "cifar10-cnn",
  direction: "maximize",
  sampler: new TPESampler({ seed: 42 }),
  pruner: new MedianPruner({ nStartupTrials: 3 }),
})
await study.optimize(objective, { nTrials })

console.log(`\nThe best: ${JSON.stringify(study.bestParams)}`)
const isGood = study.bestValue >= least
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${study.bestValue.toFixed(4)} (at least ${least}) after ${nTrain} images, ${epochs} epochs`,
)
process.exitCode = isGood ? 0 : 1
