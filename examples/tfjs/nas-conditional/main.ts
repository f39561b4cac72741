// A small architecture search: what a block is decides which parameters it has. `npm start -- --full` searches longer.
import { createStudy, MedianPruner, TPESampler } from "@parzen/core"
import type { TrialLike } from "@parzen/core"
import { loadDigits, PIXELS } from "@parzen/example-data/digits"
import { pruningCallback, tfjsObjective } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"
import type { Optimizer, SymbolicTensor } from "@tensorflow/tfjs"

const isFull = process.argv.includes("--full")
const { nTrials, nRows, epochs, least } = isFull
  ? { nTrials: 80, nRows: 5000, epochs: 8, least: 0.94 }
  : { nTrials: 25, nRows: 1200, epochs: 3, least: 0.82 }

const tf = await loadBackend()
const { images, labels } = loadDigits()
const x = tf.tensor2d(images.subarray(0, nRows * PIXELS), [nRows, PIXELS])
const y = tf.tensor1d(labels.subarray(0, nRows), "float32")

/** A dense block has a width and an activation, a residual one a bottleneck, a dropout its rate. */
function addBlock(trial: TrialLike, i: number, input: SymbolicTensor, nextSeed: () => number): SymbolicTensor {
  const kernel = () => ({ kernelInitializer: tf.initializers.heNormal({ seed: nextSeed() }) })
  switch (trial.suggestCategorical(`block${i}`, ["dense", "residual", "dropout"])) {
    case "dense": {
      const units = trial.suggestInt(`units${i}`, 16, 256, { log: true })
      const activation = trial.suggestCategorical(`activation${i}`, ["relu", "tanh", "selu"])
      return tf.layers.dense({ units, activation, ...kernel() }).apply(input) as SymbolicTensor
    }
    case "residual": {
      const units = trial.suggestInt(`bottleneck${i}`, 8, 64, { log: true })
      const narrow = tf.layers.dense({ units, activation: "relu", ...kernel() }).apply(input) as SymbolicTensor
      const wide = tf.layers.dense({ units: input.shape.at(-1) as number, ...kernel() }).apply(narrow) as SymbolicTensor
      return tf.layers.add().apply([input, wide]) as SymbolicTensor
    }
    case "dropout": {
      const rate = trial.suggestFloat(`rate${i}`, 0.1, 0.5)
      return tf.layers.dropout({ rate, seed: nextSeed() }).apply(input) as SymbolicTensor
    }
  }
}

/** Momentum is a parameter of SGD alone. */
function suggestOptimizer(trial: TrialLike): Optimizer {
  if (trial.suggestCategorical("optimizer", ["adam", "sgd"]) === "adam")
    return tf.train.adam(trial.suggestFloat("adamRate", 1e-4, 1e-2, { log: true }))
  return tf.train.momentum(
    trial.suggestFloat("sgdRate", 1e-3, 1, { log: true }),
    trial.suggestFloat("momentum", 0, 0.95),
  )
}

const objective = tfjsObjective(tf, async (trial, { nextSeed }) => {
  const input = tf.input({ shape: [PIXELS] })
  let hidden: SymbolicTensor = input
  const nBlocks = trial.suggestInt("nBlocks", 1, 4)
  for (let i = 0; i < nBlocks; i++) hidden = addBlock(trial, i, hidden, nextSeed)
  const kernelInitializer = tf.initializers.glorotUniform({ seed: nextSeed() })
  const outputs = tf.layers
    .dense({ units: 10, activation: "softmax", kernelInitializer })
    .apply(hidden) as SymbolicTensor
  const model = tf.model({ inputs: input, outputs })
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: suggestOptimizer(trial), metrics: ["accuracy"] })
  trial.setUserAttr("weights", model.countParams())
  const args = { epochs, batchSize: 64, validationSplit: 0.25, shuffle: false, verbose: 0 } as const
  const { history } = await model.fit(x, y, { ...args, callbacks: pruningCallback(trial, "val_acc", { model }) })
  return history["val_acc"]?.at(-1) as number
})

const study = await createStudy({
  studyName: "architectures",
  direction: "maximize",
  sampler: new TPESampler({ seed: 42, group: true }),
  pruner: new MedianPruner(),
})
await study.optimize(objective, { nTrials, catch: [Error] })

const { params, userAttrs } = study.bestTrial
console.log(`\nThe best of ${nTrials}, with ${String(userAttrs["weights"])} weights: ${JSON.stringify(params)}`)
const isGood = study.bestValue >= least
console.log(`${isGood ? "ok" : "FAILED"}: accuracy ${study.bestValue.toFixed(4)} (at least ${least})`)
process.exitCode = isGood ? 0 : 1
