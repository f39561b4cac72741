import koffi from "koffi"
import type { Pointer } from "./pointer.ts"

/** A copy of the `n` floats at `pointer`. */
export function readFloats(pointer: Pointer, n: number): Float32Array {
  return n === 0 ? new Float32Array(0) : new Float32Array(koffi.view(pointer, n * 4)).slice()
}

/** A copy of the `n` bytes at `pointer`. */
export function readBytes(pointer: Pointer, n: number): Uint8Array {
  return n === 0 ? new Uint8Array(0) : new Uint8Array(koffi.view(pointer, n)).slice()
}

/** The `n` unsigned 64-bit integers at `pointer`; above 2^53 they are rounded. */
export function readUint64s(pointer: Pointer, n: number): number[] {
  return n === 0 ? [] : Array.from(new BigUint64Array(koffi.view(pointer, n * 8)), Number)
}

/** The `n` C strings, in UTF-8, that the array at `pointer` points to. */
export function readStrings(pointer: Pointer, n: number): string[] {
  return n === 0 ? [] : (koffi.decode(pointer, "const char *", n) as string[])
}

/** The address of the first element of `array`, which must be kept alive while it is used. */
export function addressOf(array: ArrayBufferView): Pointer {
  return koffi.address(array) as Pointer
}
