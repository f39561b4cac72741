import { RandomState } from "@parzen/core"
import type { DenseLayer } from "@parzen/onnx-writer"
import { int8Mlp, mlp } from "@parzen/onnx-writer"
import { expect, it } from "vitest"
import { OnnxClassifier } from "../src/index.ts"
import { hasRuntime } from "./has-runtime.ts"

const random = new RandomState(3)
const normal = (n: number): Float32Array => Float32Array.from(random.randn(n), (value) => value / 4)
const layer = (inputs: number, outputs: number): DenseLayer => ({
  inputs,
  outputs,
  weights: normal(inputs * outputs),
  bias: normal(outputs),
})
const layers = [layer(20, 16), layer(16, 8), layer(8, 3)]
const rows = Array.from({ length: 50 }, () => Array.from(normal(20)))

/** The softmax of the layers' last outputs. */
function forward(row: readonly number[]): number[] {
  const last = layers.length - 1
  const logits = layers.reduce<number[]>((x, { inputs, outputs, weights, bias }, i) => {
    const sums = Array.from(bias, (b, k) => x.reduce((sum, v, j) => sum + v * (weights[j * outputs + k] as number), b))
    expect(x).toHaveLength(inputs)
    return i === last ? sums : sums.map((sum) => Math.max(0, sum))
  }, Array.from(row))
  const powers = logits.map(Math.exp)
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

it.skipIf(!hasRuntime)("a perceptron answers as plain JavaScript, and its int8 variant to a hundredth", async () => {
  const [float, int8] = [new OnnxClassifier(mlp(layers)), new OnnxClassifier(int8Mlp(layers))]
  const [exact, rounded] = [await float.predictProba(rows), await int8.predictProba(rows)]
  for (const [i, row] of rows.entries())
    for (const [k, p] of forward(row).entries()) {
      expect(exact[i]?.[k]).toBeCloseTo(p, 6)
      expect(Math.abs((rounded[i]?.[k] ?? NaN) - p)).toBeLessThan(0.01)
    }
  expect(rounded).not.toEqual(exact)
  await Promise.all([float.dispose(), int8.dispose()])
})
