export type { DenseLayer } from "./mlp.ts"
export { int8Mlp, mlp } from "./mlp.ts"
export type { OnnxAttribute, OnnxGraph, OnnxInitializer, OnnxNode, OnnxOutput, OnnxTensorType } from "./onnx-graph.ts"
export { writeModel } from "./write-model.ts"
