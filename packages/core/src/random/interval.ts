/** A source of 32 random bits, as a signed integer. */
export interface Bits32 {
  next(): number
}

/** An integer in [0, max], 0 <= max < 2^53, by numpy's masked rejection; max = 0 takes no draw. */
export function maskedBelow(bits: Bits32, max: number): number {
  if (max === 0) return 0
  let value: number
  if (max <= 0xffffffff) {
    const mask = -1 >>> Math.clz32(max)
    do value = (bits.next() & mask) >>> 0
    while (value > max)
    return value
  }
  const mask = -1 >>> Math.clz32(max / 2 ** 32)
  do {
    const high = (bits.next() & mask) >>> 0
    value = high * 2 ** 32 + (bits.next() >>> 0)
  } while (value > max)
  return value
}

/** The Fisher-Yates shuffle in numpy's order, in place. */
export function shuffleInPlace(bits: Bits32, values: { [index: number]: unknown; readonly length: number }): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = maskedBelow(bits, i)
    const value = values[i]
    values[i] = values[j]
    values[j] = value
  }
}

/** 0 .. n - 1 in random order. */
export function permutationOf(bits: Bits32, n: number): Int32Array {
  const values = Int32Array.from({ length: n }, (_, i) => i)
  shuffleInPlace(bits, values)
  return values
}
