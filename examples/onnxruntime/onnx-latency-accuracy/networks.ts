import { RandomState } from "@parzen/core"
import type { Digits } from "@parzen/example-data/digits"
import { PIXELS } from "@parzen/example-data/digits"
import type { DenseLayer } from "@parzen/onnx-writer"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"

const tf = await loadBackend()

/** Options of {@link train}. */
export interface TrainOptions {
  readonly epochs: number
  /** The weights to go on from, of a network of the same layers. */
  readonly from?: readonly DenseLayer[]
}

/** Trains a multilayer perceptron with hidden layers of so many units. */
export async function train(hidden: readonly number[], digits: Digits, options: TrainOptions): Promise<DenseLayer[]> {
  const { epochs, from = [] } = options
  const random = new RandomState(7)
  const model = tf.sequential()
  for (const [i, units] of [...hidden, 10].entries()) {
    const kernelInitializer = tf.initializers.heNormal({ seed: random.randint(2 ** 31) })
    const activation = i === hidden.length ? "softmax" : "relu"
    model.add(tf.layers.dense({ units, activation, kernelInitializer, ...(i === 0 && { inputShape: [PIXELS] }) }))
  }
  for (const [i, { inputs, outputs, weights, bias }] of from.entries())
    model.layers[i]?.setWeights([tf.tensor2d(weights, [inputs, outputs]), tf.tensor1d(bias)])
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: tf.train.adam(0.002) })
  const { images, labels } = digits
  const [x, y] = [tf.tensor2d(images, [labels.length, PIXELS]), tf.tensor1d(labels, "float32")]
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = tf.tensor1d(Int32Array.from(random.permutation(labels.length)), "int32")
    await model.fit(x.gather(order), y.gather(order), { epochs: 1, batchSize: 64, shuffle: false, verbose: 0 })
  }
  return model.layers.map((layer) => {
    const [kernel, bias] = layer.getWeights()
    const [inputs = 0, outputs = 0] = kernel?.shape ?? []
    return { inputs, outputs, weights: kernel?.dataSync() as Float32Array, bias: bias?.dataSync() as Float32Array }
  })
}

/** The network with the share `kept` of each hidden layer's units: those with the greatest weights, in times out. */
export function prune(layers: readonly DenseLayer[], kept: number): DenseLayer[] {
  let before: number[] = Array.from({ length: layers[0]?.inputs ?? 0 }, (_, i) => i)
  return layers.map((layer, i) => {
    const next = layers[i + 1]
    const all = Array.from({ length: layer.outputs }, (_, unit) => unit)
    const weight = (unit: number): number => columnNorm(layer, unit) * (next === undefined ? 1 : rowNorm(next, unit))
    const strongest = all.toSorted((a, b) => weight(b) - weight(a)).slice(0, Math.ceil(kept * layer.outputs))
    const after = next === undefined ? all : strongest.toSorted((a, b) => a - b)
    const weights = Float32Array.from(
      before.flatMap((row) => after.map((unit) => layer.weights[row * layer.outputs + unit] ?? 0)),
    )
    const pruned = {
      inputs: before.length,
      outputs: after.length,
      weights,
      bias: Float32Array.from(after, (unit) => layer.bias[unit] ?? 0),
    }
    before = after
    return pruned
  })
}

function columnNorm({ inputs, outputs, weights }: DenseLayer, column: number): number {
  return Math.hypot(...Array.from({ length: inputs }, (_, row) => weights[row * outputs + column] ?? 0))
}

function rowNorm({ outputs, weights }: DenseLayer, row: number): number {
  return Math.hypot(...weights.subarray(row * outputs, (row + 1) * outputs))
}
