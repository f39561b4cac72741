import type { OnnxInitializer, OnnxNode } from "./onnx-graph.ts"
import { writeModel } from "./write-model.ts"

/** A dense layer: `weights` row-major, a row for each input and a column for each output. */
export interface DenseLayer {
  readonly inputs: number
  readonly outputs: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** A multilayer perceptron, ReLU between the layers and softmax at the end: `x [n, inputs]` to `y [n, outputs]`. */
export function mlp(layers: readonly DenseLayer[]): Uint8Array {
  return perceptron(layers, (i, { inputs, outputs, weights, bias }) => ({
    nodes: [{ op: "Gemm", inputs: [`h${i}`, `w${i}`, `b${i}`], outputs: [`a${i}`] }],
    initializers: [
      { name: `w${i}`, dims: [inputs, outputs], data: weights },
      { name: `b${i}`, dims: [outputs], data: bias },
    ],
  }))
}

/** Weights take 7 bits: u8 x s8 in 16 bits does not overflow then, on processors that have nothing wider for it. */
const GREATEST_WEIGHT = 63

/**
 * The same perceptron, dynamically quantised as onnxruntime's `quantize_dynamic(per_channel=True, reduce_range=True)` does it: weights
 * are int8 with a scale for each output, activations become uint8 by their range in the batch.
 */
export function int8Mlp(layers: readonly DenseLayer[]): Uint8Array {
  return perceptron(layers, (i, layer) => {
    const { weights, scales } = quantiseColumns(layer)
    const { inputs, outputs, bias } = layer
    return {
      nodes: [
        { op: "DynamicQuantizeLinear", inputs: [`h${i}`], outputs: [`q${i}`, `qs${i}`, `qz${i}`] },
        { op: "MatMulInteger", inputs: [`q${i}`, `w${i}`, `qz${i}`, `z${i}`], outputs: [`m${i}`] },
        { op: "Cast", inputs: [`m${i}`], outputs: [`f${i}`], attributes: { to: 1 } },
        { op: "Mul", inputs: [`qs${i}`, `s${i}`], outputs: [`t${i}`] },
        { op: "Mul", inputs: [`f${i}`, `t${i}`], outputs: [`p${i}`] },
        { op: "Add", inputs: [`p${i}`, `b${i}`], outputs: [`a${i}`] },
      ],
      initializers: [
        { name: `w${i}`, dims: [inputs, outputs], data: weights },
        { name: `z${i}`, dims: [outputs], data: new Int8Array(outputs) },
        { name: `s${i}`, dims: [outputs], data: scales },
        { name: `b${i}`, dims: [outputs], data: bias },
      ],
    }
  })
}

interface Part {
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly OnnxInitializer[]
}

/** Layer i takes `h<i>` and `dense` says how it makes `a<i>` of it. */
function perceptron(layers: readonly DenseLayer[], dense: (i: number, layer: DenseLayer) => Part): Uint8Array {
  const parts = layers.map((layer, i) => dense(i, layer))
  const last = layers.length - 1
  const activations = layers.map((_, i): OnnxNode => {
    if (i === last) return { op: "Softmax", inputs: [`a${i}`], outputs: ["y"], attributes: { axis: 1 } }
    return { op: "Relu", inputs: [`a${i}`], outputs: [`h${i + 1}`] }
  })
  const entry: OnnxNode = { op: "Identity", inputs: ["x"], outputs: ["h0"] }
  return writeModel({
    nodes: [entry, ...parts.flatMap(({ nodes }, i) => [...nodes, activations[i] as OnnxNode])],
    initializers: parts.flatMap(({ initializers }) => initializers),
    inputs: [{ name: "x", dims: ["n", layers[0]?.inputs ?? 0] }],
    outputs: [{ name: "y", dims: ["n", layers[last]?.outputs ?? 0] }],
  })
}

function quantiseColumns({ inputs, outputs, weights }: DenseLayer): { weights: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(outputs)
  for (const [at, weight] of weights.entries()) {
    const column = at % outputs
    scales[column] = Math.max(scales[column] as number, Math.abs(weight) / GREATEST_WEIGHT)
  }
  const quantised = new Int8Array(inputs * outputs)
  for (const [at, weight] of weights.entries()) {
    const scale = scales[at % outputs] as number
    quantised[at] = scale === 0 ? 0 : Math.round(weight / scale)
  }
  return { weights: quantised, scales }
}
