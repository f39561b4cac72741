import { PbfWriter } from "pbf"
import type { OnnxAttribute, OnnxGraph, OnnxInitializer, OnnxInput, OnnxNode, OnnxOutput } from "./onnx-graph.ts"
import { ELEMENT_TYPES } from "./onnx-graph.ts"

const IR_VERSION = 8
const OPSET = 17
const ML_OPSET = 3

/** The model as the bytes of an .onnx file. The numbers are those of the fields in onnx.proto, IR version 8. */
export function writeModel(graph: OnnxGraph): Uint8Array {
  const model = new PbfWriter()
  model.writeVarintField(1, IR_VERSION)
  model.writeStringField(2, "parzen")
  model.writeMessage(7, writeGraph, graph)
  model.writeMessage(8, writeOperatorSet, { domain: "", version: OPSET })
  if (graph.nodes.some(({ domain }) => domain === "ai.onnx.ml"))
    model.writeMessage(8, writeOperatorSet, { domain: "ai.onnx.ml", version: ML_OPSET })
  return model.finish()
}

function writeOperatorSet({ domain, version }: { domain: string; version: number }, pbf: PbfWriter): void {
  pbf.writeStringField(1, domain)
  pbf.writeVarintField(2, version)
}

function writeGraph({ nodes, initializers = [], inputs, outputs }: OnnxGraph, pbf: PbfWriter): void {
  for (const node of nodes) pbf.writeMessage(1, writeNode, node)
  pbf.writeStringField(2, "graph")
  for (const initializer of initializers) pbf.writeMessage(5, writeTensor, initializer)
  for (const input of inputs) pbf.writeMessage(11, writeValue, input)
  for (const output of outputs) pbf.writeMessage(12, writeValue, output)
}

function writeNode({ op, inputs, outputs, attributes = {}, domain = "" }: OnnxNode, pbf: PbfWriter): void {
  for (const input of inputs) pbf.writeStringField(1, input)
  for (const output of outputs) pbf.writeStringField(2, output)
  pbf.writeStringField(4, op)
  for (const attribute of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, attribute)
  pbf.writeStringField(7, domain)
}

function writeAttribute([name, value]: [string, OnnxAttribute], pbf: PbfWriter): void {
  const text = new TextEncoder()
  pbf.writeStringField(1, name)
  if (typeof value === "number") pbf.writeVarintField(3, value)
  else if (typeof value === "string") pbf.writeBytesField(4, text.encode(value))
  else if ("float" in value) pbf.writeFloatField(2, value.float)
  else {
    for (const item of value) {
      if (typeof item === "string") pbf.writeBytesField(9, text.encode(item))
      else pbf.writeVarintField(8, item)
    }
  }
  pbf.writeVarintField(20, attributeType(value))
}

function attributeType(value: OnnxAttribute): number {
  if (typeof value === "number") return 2
  if (typeof value === "string") return 3
  if ("float" in value) return 1
  return typeof value[0] === "string" ? 8 : 7
}

function writeTensor({ name, dims, data }: OnnxInitializer, pbf: PbfWriter): void {
  for (const dim of dims) pbf.writeVarintField(1, dim)
  pbf.writeVarintField(2, elementType(data))
  pbf.writeStringField(8, name)
  pbf.writeBytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)) // little-endian, as is every engine
}

function elementType(data: OnnxInitializer["data"]): number {
  if (data instanceof Float32Array) return ELEMENT_TYPES.float32
  if (data instanceof Float64Array) return ELEMENT_TYPES.float64
  if (data instanceof Int8Array) return ELEMENT_TYPES.int8
  if (data instanceof Uint8Array) return ELEMENT_TYPES.uint8
  return data instanceof Int32Array ? ELEMENT_TYPES.int32 : ELEMENT_TYPES.int64
}

function writeValue(value: OnnxInput | OnnxOutput, pbf: PbfWriter): void {
  pbf.writeStringField(1, value.name)
  if ("zipMap" in value) pbf.writeMessage(2, writeSequenceOfMaps, undefined)
  else pbf.writeMessage(2, writeTensorType, value)
}

function writeTensorType({ type = "float32", dims }: OnnxInput, pbf: PbfWriter): void {
  const writeDim = (dim: number | string, pbf: PbfWriter): void => {
    if (typeof dim === "string") pbf.writeStringField(2, dim)
    else pbf.writeVarintField(1, dim)
  }
  const writeShape = (_: undefined, pbf: PbfWriter): void => {
    for (const dim of dims) pbf.writeMessage(1, writeDim, dim)
  }
  const writeType = (_: undefined, pbf: PbfWriter): void => {
    pbf.writeVarintField(1, ELEMENT_TYPES[type])
    pbf.writeMessage(2, writeShape, undefined)
  }
  pbf.writeMessage(1, writeType, undefined)
}

/** `seq(map(int64, tensor(float)))`. */
function writeSequenceOfMaps(_: undefined, pbf: PbfWriter): void {
  const writeMap = (_: undefined, pbf: PbfWriter): void => {
    pbf.writeVarintField(1, ELEMENT_TYPES.int64)
    pbf.writeMessage(2, writeTensorType, { name: "", dims: [] })
  }
  const writeMapType = (_: undefined, pbf: PbfWriter): void => pbf.writeMessage(5, writeMap, undefined)
  const writeSequence = (_: undefined, pbf: PbfWriter): void => pbf.writeMessage(1, writeMapType, undefined)
  pbf.writeMessage(4, writeSequence, undefined)
}
