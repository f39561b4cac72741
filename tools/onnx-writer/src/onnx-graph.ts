/** The element types that are written, by the number that `TensorProto.DataType` of onnx.proto gives them. */
export const ELEMENT_TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  float64: 11,
} as const

/** The element type of a tensor. */
export type OnnxTensorType = keyof typeof ELEMENT_TYPES

/** What a node's attribute may be; a whole number is an `int`, in a list too. `{ float }` says that it is not. */
export type OnnxAttribute = number | string | readonly number[] | readonly string[] | { readonly float: number }

/** An operator applied to named values. */
export interface OnnxNode {
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>
  /** `"ai.onnx.ml"` for the operators of classical models; without it ONNX's own. */
  readonly domain?: string
}

/** A constant, row-major: weights. */
export interface OnnxInitializer {
  readonly name: string
  readonly dims: readonly number[]
  readonly data: Float32Array | Float64Array | Int8Array | Uint8Array | Int32Array | BigInt64Array
}

/** An input: a name, and a tensor's type and dimensions, those that are not fixed by a name. */
export interface OnnxInput {
  readonly name: string
  readonly type?: OnnxTensorType
  readonly dims: readonly (number | string)[]
}

/** An output: a tensor, or what ZipMap makes, a map from label to probability for each row. */
export type OnnxOutput = OnnxInput | { readonly name: string; readonly zipMap: true }

/** A model's graph. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[]
  readonly initializers?: readonly OnnxInitializer[]
  readonly inputs: readonly OnnxInput[]
  readonly outputs: readonly OnnxOutput[]
}
