import { ParzenError } from "@parzen/core"

/** What a document in UBJ holds; numbers of one type together are a typed array. */
export type UbjValue =
  null | boolean | number | string | readonly UbjValue[] | NumericArray | { readonly [key: string]: UbjValue }

type NumericArray = Int8Array | Uint8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array

const DEEPEST = 64

/**
 * Reads a document in Universal Binary JSON (draft 12) as XGBoost writes models: big-endian, with keys and strings that begin with
 * their length.
 * @throws INVALID_MODEL for what is none, ends too early or goes on after its end
 */
export function readUbj(bytes: Uint8Array): UbjValue {
  const reader = new UbjReader(bytes)
  const value = reader.value(0)
  reader.expectEnd()
  return value
}

class UbjReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  value(depth: number): UbjValue {
    const marker = this.#marker()
    if (depth > DEEPEST) throw this.#broken("is nested too deeply")
    if (marker === "{") return this.#object(depth)
    if (marker === "[") return this.#array(depth)
    if (marker === "S") return this.#text()
    if (marker === "Z") return null
    if (marker === "T" || marker === "F") return marker === "T"
    return this.#number(marker)
  }

  expectEnd(): void {
    if (this.#at !== this.#bytes.length) throw this.#broken("goes on after its end")
  }

  #object(depth: number): { readonly [key: string]: UbjValue } {
    const entries: [string, UbjValue][] = []
    while (this.#peek() !== "}") entries.push([this.#text(), this.value(depth + 1)])
    this.#at++
    return Object.fromEntries(entries)
  }

  #array(depth: number): readonly UbjValue[] | NumericArray {
    if (this.#peek() === "$") {
      this.#at++
      const type = this.#marker()
      if (this.#marker() !== "#") throw this.#broken("has an array without a length")
      return this.#numbers(type, this.#length())
    }
    const values: UbjValue[] = []
    if (this.#peek() === "#") {
      this.#at++
      const n = this.#length()
      for (let i = 0; i < n; i++) values.push(this.value(depth + 1))
      return values
    }
    while (this.#peek() !== "]") values.push(this.value(depth + 1))
    this.#at++
    return values
  }

  #numbers(type: string, n: number): NumericArray {
    const known = TYPES[type]
    if (known === undefined) throw this.#broken(`has an array of '${type}'`)
    const array = new known.Array(n <= this.#left() / known.size ? n : this.#tooShort())
    for (let i = 0; i < n; i++) array[i] = known.read(this.#view, this.#take(known.size)) as never
    return array
  }

  #number(type: string): number {
    const known = TYPES[type]
    if (known === undefined) throw this.#broken(`has the unknown mark '${type}'`)
    return Number(known.read(this.#view, this.#take(known.size)))
  }

  #length(): number {
    const n = this.#number(this.#marker())
    if (!Number.isSafeInteger(n) || n < 0) throw this.#broken(`has the length ${n}`)
    return n
  }

  #text(): string {
    const n = this.#length()
    const begin = this.#take(n)
    return new TextDecoder().decode(this.#bytes.subarray(begin, begin + n))
  }

  #marker(): string {
    return String.fromCharCode(this.#bytes[this.#take(1)] as number)
  }

  #peek(): string {
    return this.#left() > 0 ? String.fromCharCode(this.#bytes[this.#at] as number) : this.#tooShort()
  }

  #take(n: number): number {
    if (n > this.#left()) this.#tooShort()
    const begin = this.#at
    this.#at += n
    return begin
  }

  #left(): number {
    return this.#bytes.length - this.#at
  }

  #tooShort(): never {
    throw this.#broken("ends too early")
  }

  #broken(how: string): ParzenError {
    return new ParzenError("INVALID_MODEL", `the model's UBJ ${how}, at byte ${this.#at} of ${this.#bytes.length}`)
  }
}

interface NumberType {
  readonly size: number
  readonly Array: new (n: number) => NumericArray
  readonly read: (view: DataView, at: number) => number | bigint
}

const TYPES: Readonly<Record<string, NumberType>> = {
  i: { size: 1, Array: Int8Array, read: (view, at) => view.getInt8(at) },
  U: { size: 1, Array: Uint8Array, read: (view, at) => view.getUint8(at) },
  I: { size: 2, Array: Int16Array, read: (view, at) => view.getInt16(at) },
  l: { size: 4, Array: Int32Array, read: (view, at) => view.getInt32(at) },
  L: { size: 8, Array: BigInt64Array, read: (view, at) => view.getBigInt64(at) },
  d: { size: 4, Array: Float32Array, read: (view, at) => view.getFloat32(at) },
  D: { size: 8, Array: Float64Array, read: (view, at) => view.getFloat64(at) },
}
