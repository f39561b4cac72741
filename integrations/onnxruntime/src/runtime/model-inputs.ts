import { describe, ParzenError, RandomState } from "@parzen/core"
import { elementTypeOf, isFloatType, toElements } from "./element-types.ts"
import type { OnnxRuntime, OnnxSession, OnnxTensor, OnnxValueMetadata } from "./onnx-runtime.ts"
import type { Feeds } from "./run-session.ts"

/** What a model's input is given: a tensor of the runtime's own, or row-major elements and their shape. */
export type OnnxInput =
  | OnnxTensor
  | { readonly data: ArrayLike<number | bigint | boolean> | readonly string[]; readonly shape: readonly number[] }

/** What each of a model's inputs is given, by name. */
export type OnnxInputs = Readonly<Record<string, OnnxInput>>

/** 16 GiB of float64: no machine that this runs on has more to spare for one input. */
const MOST_ELEMENTS = 2 ** 31

/**
 * `inputs` as a session takes them, with elements of the types that the model says.
 * @throws INVALID_DATA for names, shapes and types that do not fit the model, no rows, and NaN without `allowNaN`
 */
export function toFeeds(ort: OnnxRuntime, session: OnnxSession, inputs: OnnxInputs, allowNaN: boolean): Feeds {
  if (typeof inputs !== "object" || inputs === null)
    throw new ParzenError("INVALID_DATA", `inputs: takes an object, an input by each name, got ${describe(inputs)}`)
  const unknown = Object.keys(inputs).find((name) => !session.inputNames.includes(name))
  if (unknown !== undefined)
    throw new ParzenError(
      "INVALID_DATA",
      `inputs: the model has no input '${unknown}'; it takes ${listInputs(session)}`,
    )
  return Object.fromEntries(
    session.inputNames.map((name) => {
      const input = inputs[name]
      if (input === undefined)
        throw new ParzenError("INVALID_DATA", `inputs: '${name}' is missing; the model takes ${listInputs(session)}`)
      return [name, toTensor(ort, `inputs: '${name}'`, input, inputMetadata(session, name), allowNaN)]
    }),
  )
}

/**
 * Inputs of the shapes that the model says, `batchSize` rows each: floats drawn from [0, 1), zeros for any other type.
 * @throws INVALID_DATA where the model leaves open more than the first dimension, or takes what has no zero
 */
export function sampleInputs(session: OnnxSession, batchSize: number): OnnxInputs {
  const random = new RandomState(0)
  const sample = (name: string): OnnxInput => {
    const { type = "", shape } = inputMetadata(session, name) ?? {}
    const sizes = shape?.map((size, i) => (i === 0 && typeof size === "string" ? batchSize : size))
    if (type === "string" || sizes === undefined || sizes.some((size) => typeof size === "string")) {
      const message = `inputs: '${name}' cannot be made up; give the option inputs: the model takes ${listInputs(session)}`
      throw new ParzenError("INVALID_DATA", message)
    }
    const length = (sizes as number[]).reduce((product, size) => product * size, 1)
    if (length > MOST_ELEMENTS)
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `batchSize: ${batchSize} rows of '${name}' are ${length} elements, and at most ${MOST_ELEMENTS} are made up`,
      )
    const data = isFloatType(type) ? random.rand(length) : new Float64Array(length)
    return { data, shape: sizes as number[] }
  }
  return Object.fromEntries(session.inputNames.map((name) => [name, sample(name)]))
}

/** How many rows a run on `feeds` works on: the first dimension of the first input that has one, else 1. */
export function countFedRows(feeds: Feeds): number {
  return Object.values(feeds).find(({ dims }) => dims.length > 0)?.dims[0] ?? 1
}

/** What the model says of its input `name`, unless the runtime does not tell. */
export function inputMetadata(session: OnnxSession, name: string): OnnxValueMetadata | undefined {
  return session.inputMetadata?.find((metadata) => metadata.name === name)
}

/** The tensor that `input` is, or that is made of it. @throws INVALID_DATA */
function toTensor(
  ort: OnnxRuntime,
  name: string,
  input: OnnxInput,
  metadata: Partial<OnnxValueMetadata> | undefined,
  allowNaN: boolean,
): OnnxTensor {
  const { type, shape } = metadata ?? {}
  if (input instanceof ort.Tensor) return checkTensor(name, input, type, shape, allowNaN)
  const { data, shape: dims } = ((input as unknown) ?? {}) as Exclude<OnnxInput, OnnxTensor>
  if (!isArrayLike(data) || !Array.isArray(dims))
    throw new ParzenError("INVALID_DATA", `${name}: takes a tensor or { data, shape }, got ${describe(input)}`)
  if (!dims.every((n: unknown) => Number.isSafeInteger(n) && (n as number) >= 0))
    throw new ParzenError("INVALID_DATA", `${name}: shape takes integers from 0, got ${describe(dims)}`)
  const size = dims.reduce((product: number, n: number) => product * n, 1)
  if (size !== data.length)
    throw new ParzenError("INVALID_DATA", `${name}: shape [${dims.join(", ")}] does not fit ${data.length} elements`)
  checkShape(name, dims, shape)
  const isText = typeof data[0] === "string"
  const wanted = type ?? elementTypeOf(data) ?? (isText ? "string" : "float32")
  if ((wanted === "string") !== isText)
    throw new ParzenError(
      "INVALID_DATA",
      `${name}: the model takes ${wanted}, the first element is ${describe(data[0])}`,
    )
  const elements = isText ? data : toElements(wanted, data as ArrayLike<number>, name, allowNaN)
  return new ort.Tensor(wanted as never, elements as never, dims)
}

function checkTensor(
  name: string,
  tensor: OnnxTensor,
  type: string | undefined,
  shape: OnnxValueMetadata["shape"],
  allowNaN: boolean,
): OnnxTensor {
  if (type !== undefined && tensor.type !== type)
    throw new ParzenError("INVALID_DATA", `${name}: the model takes ${type}, the tensor is of ${tensor.type}`)
  checkShape(name, tensor.dims, shape)
  const isHere = tensor.location === undefined || tensor.location === "cpu" || tensor.location === "cpu-pinned"
  if ((tensor.type === "float32" || tensor.type === "float64") && isHere)
    toElements(tensor.type, tensor.data as ArrayLike<number>, name, allowNaN)
  return tensor
}

/** @throws INVALID_DATA */
function checkShape(name: string, dims: readonly number[], shape: OnnxValueMetadata["shape"]): void {
  const fits =
    shape === undefined || (shape.length === dims.length && shape.every((size, i) => fitsInto(dims[i], size)))
  if (!fits)
    throw new ParzenError("INVALID_DATA", `${name}: the model takes [${shape.join(", ")}], got [${dims.join(", ")}]`)
  if (dims[0] === 0) throw new ParzenError("INVALID_DATA", `${name}: has no rows`)
}

function fitsInto(got: number | undefined, size: number | string): boolean {
  return typeof size === "string" || got === size
}

function listInputs(session: OnnxSession): string {
  const said = session.inputNames.map((name) => {
    const { type, shape } = inputMetadata(session, name) ?? {}
    return shape === undefined ? name : `${name} (${type} [${shape.join(", ")}])`
  })
  return said.join(", ")
}

function isArrayLike(data: unknown): data is ArrayLike<unknown> {
  return typeof data === "object" && data !== null && typeof (data as { length?: unknown }).length === "number"
}
