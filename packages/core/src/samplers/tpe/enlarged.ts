/** `array` with zeros after it, up to `length`. */
export function enlarged(array: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length)
  larger.set(array)
  return larger
}

/** `array` with zeros after it, up to `length`. */
export function enlargedInts(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}
