import { ParzenError } from "@parzen/core"

/** A typed array that holds a tensor's elements. */
export type ElementArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array

/** What holds the elements of a tensor, by the name that onnxruntime-common gives their type. */
const ELEMENT_ARRAYS: Readonly<Record<string, new (length: number) => ElementArray>> = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
}

/** The name of the type whose elements `data` holds, if it is one; of a `Uint8Array` `"uint8"`. */
export function elementTypeOf(data: unknown): string | undefined {
  return Object.entries(ELEMENT_ARRAYS).find(([, Elements]) => data instanceof Elements)?.[0]
}

/** Whether elements of `type` can be NaN. */
export function isFloatType(type: string): boolean {
  return type.startsWith("float")
}

/**
 * `values` as elements of `type`; `name` is what they are called. NaN and infinities only with `allowNaN`.
 * @throws INVALID_DATA for values that the type does not hold, and for types that cannot be made of numbers
 */
export function toElements(
  type: string,
  values: ArrayLike<number | bigint | boolean>,
  name: string,
  allowNaN: boolean,
): ElementArray {
  const Elements = ELEMENT_ARRAYS[type]
  if (Elements === undefined) {
    const made = Object.keys(ELEMENT_ARRAYS).join(", ")
    throw new ParzenError("INVALID_DATA", `${name}: numbers become ${made}, the model takes ${type}: give a tensor`)
  }
  if (isFloatType(type)) return toFloats(new Elements(values.length) as Float64Array, values, name, allowNaN)
  if (values instanceof Elements) return values
  const elements = new Elements(values.length) as { [i: number]: number | bigint } & ElementArray
  const isBig = elements instanceof BigInt64Array || elements instanceof BigUint64Array
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i])
    if (Number.isInteger(value)) elements[i] = isBig ? BigInt(values[i] as number) : value
    if (!Number.isInteger(value) || Number(elements[i]) !== value)
      throw new ParzenError("INVALID_DATA", `${name}: value ${i} is ${String(values[i])}, the model takes ${type}`)
  }
  return elements
}

function toFloats<T extends Float32Array | Float64Array>(
  elements: T,
  values: ArrayLike<number | bigint | boolean>,
  name: string,
  allowNaN: boolean,
): T {
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i])
    if (!allowNaN && !Number.isFinite(value))
      throw new ParzenError("INVALID_DATA", `${name}: value ${i} is ${value}; allowNaN: true lets it through`)
    elements[i] = value
  }
  return elements
}
