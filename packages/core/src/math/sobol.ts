import { DIMENSIONS_OF_DEGREE, PACKED_NUMBERS } from "./sobol-numbers.ts"

/** Of each coordinate; scipy's default. */
const BITS = 30

/** Sobol sequences have at most so many dimensions here. */
export const MAX_SOBOL_DIMENSIONS = 1024

/** They have so many points. */
export const MAX_SOBOL_POINTS: number = 2 ** BITS

/**
 * The Sobol sequence (Sobol 1967) with the direction numbers of Joe & Kuo (2008), in Gray code order (Bratley & Fox 1988); with
 * `randomBit` scrambled by random lower triangular matrices and a shift (Matousek 1998). Points and draws are scipy 1.17.1's.
 */
export class SobolSequence {
  /** For 1 to {@link MAX_SOBOL_DIMENSIONS}. */
  readonly dimensions: number
  /** (d, BITS) row-major: the direction numbers, highest bit first. */
  readonly #directions: Int32Array
  readonly #shift: Int32Array

  constructor(dimensions: number, randomBit?: () => number) {
    this.dimensions = dimensions
    this.#directions = directionNumbers(dimensions)
    this.#shift = new Int32Array(dimensions)
    if (randomBit === undefined) return
    for (let d = 0; d < dimensions; d++) this.#shift[d] = lowestFirst(randomBit)
    for (let d = 0; d < dimensions; d++) this.#scramble(d, randomBit)
  }

  /** Point `index`, from 0 to below {@link MAX_SOBOL_POINTS}, each coordinate in [0, 1). Without scrambling, point 0 is the corner. */
  point(index: number): Float64Array {
    const gray = index ^ (index >>> 1)
    return Float64Array.from(this.#shift, (shift, d) => {
      let sum = shift
      for (let bit = 0; gray >>> bit > 0; bit++)
        if ((gray >>> bit) & 1) sum ^= this.#directions[d * BITS + bit] as number
      return sum / 2 ** BITS
    })
  }

  /** Multiplies the direction numbers of dimension `d` by a random lower triangular matrix of bits. */
  #scramble(d: number, randomBit: () => number): void {
    const matrix = Int32Array.from({ length: BITS }, (_, row) => {
      let bits = 0
      for (let column = 0; column < BITS; column++) {
        const bit = randomBit()
        if (column === row || (column < row && bit === 1)) bits |= 1 << (BITS - 1 - column)
      }
      return bits
    })
    for (let j = d * BITS; j < (d + 1) * BITS; j++) {
      let scrambled = 0
      for (let row = 0; row < BITS; row++) {
        scrambled |= parity((matrix[row] as number) & (this.#directions[j] as number)) << (BITS - 1 - row)
      }
      this.#directions[j] = scrambled
    }
  }
}

function lowestFirst(randomBit: () => number): number {
  let bits = 0
  for (let j = 0; j < BITS; j++) bits |= randomBit() << j
  return bits
}

function parity(bits: number): number {
  bits ^= bits >>> 16
  bits ^= bits >>> 8
  bits ^= bits >>> 4
  return (0x6996 >>> (bits & 15)) & 1
}

/** m_1, m_2, ... of each dimension by the recurrence of its polynomial (Joe & Kuo 2008, equation 2), each m_k moved to bit BITS - k. */
function directionNumbers(dimensions: number): Int32Array {
  const numbers = new Int32Array(dimensions * BITS)
  numbers.fill(1, 0, BITS)
  const read = bitReader(PACKED_NUMBERS)
  let d = 1
  for (const [i, count] of DIMENSIONS_OF_DEGREE.entries()) {
    for (const end = Math.min(d + count, dimensions); d < end; d++) fillRow(numbers, d * BITS, i + 1, read)
  }
  return numbers.map((number, i) => number << (BITS - 1 - (i % BITS)))
}

function fillRow(numbers: Int32Array, start: number, degree: number, read: (n: number) => number): void {
  const inner = read(degree - 1)
  for (let k = 0; k < degree; k++) numbers[start + k] = 2 * read(k) + 1
  for (let k = degree; k < BITS; k++) {
    const oldest = numbers[start + k - degree] as number
    let number = oldest ^ (oldest << degree)
    for (let i = 1; i < degree; i++) {
      if ((inner >>> (degree - 1 - i)) & 1) number ^= (numbers[start + k - i] as number) << i
    }
    numbers[start + k] = number
  }
}

/** Reads numbers of n bits, highest first, out of base64. */
function bitReader(base64: string): (n: number) => number {
  const bytes = atob(base64)
  let at = 0
  return (n) => {
    let number = 0
    for (let i = 0; i < n; i++, at++) number = 2 * number + ((bytes.charCodeAt(at >> 3) >> (7 - (at & 7))) & 1)
    return number
  }
}
