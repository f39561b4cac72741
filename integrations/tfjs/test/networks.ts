import { loadBackend } from "@parzen/tfjs-backend"
import type { LayersModel } from "@tensorflow/tfjs"

/** tfjs-node where it is installed, else tfjs on wasm. */
export const tf: Awaited<ReturnType<typeof loadBackend>> = await loadBackend()

/** 64 rows of 3 columns, and their sums. */
export const x = tf.randomUniform([64, 3], -1, 1, "float32", 1)
export const y = x.sum(1, true)

/** A small network that can learn the sums, with seeded weights. */
export function network({ learningRate = 0.05, seed = 1 } = {}): LayersModel {
  const kernelInitializer = tf.initializers.glorotUniform({ seed })
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 4, inputShape: [3], activation: "relu", kernelInitializer }),
      tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }) }),
    ],
  })
  model.compile({ loss: "meanSquaredError", optimizer: tf.train.sgd(learningRate) })
  return model
}

/** What every training of these tests shares. */
export const FIT = { epochs: 5, batchSize: 8, verbose: 0, shuffle: false, validationSplit: 0.25 } as const
