import { ParzenError } from "../errors.ts"
import { permutationOf, shuffleInPlace } from "./interval.ts"
import { PCG64 } from "./pcg64.ts"
import { zigguratNormal } from "./ziggurat.ts"

/** The random numbers of `numpy.random.default_rng(seed)`, bit for bit (numpy 2.4.6). */
export class Generator {
  readonly #bits: PCG64

  /**
   * `seed` is an integer from 0 on, of any size as a bigint; without it the platform's entropy seeds.
   * @throws INVALID_SEED for any other seed.
   */
  constructor(seed?: number | bigint | undefined) {
    this.#bits = new PCG64(seed)
  }

  /** A double in [0, 1). */
  random(): number {
    return this.#bits.nextDouble()
  }

  /** A double in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.#bits.nextDouble()
  }

  /**
   * An integer in [low, high), or with one argument in [0, low), by Lemire's method: of 32 bits, two to a draw, for up to
   * 2^32 integers, else of 64.
   * @throws INVALID_ARGUMENT if there is none, or 2^53 of them or more.
   */
  integers(low: number, high?: number): number {
    if (high === undefined) return this.integers(0, low)
    const count = high - low
    if (!(Number.isInteger(low) && count >= 1 && count < 2 ** 53)) {
      throw new ParzenError("INVALID_ARGUMENT", `integers: no integers from ${low} to below ${high}, or too many`)
    }
    if (count === 1) return low
    if (count === 2 ** 32) return low + (this.#bits.next() >>> 0)
    return low + (count < 2 ** 32 ? this.#below32(count) : this.#below64(count))
  }

  /** A draw of the standard normal distribution. */
  standardNormal(): number {
    return zigguratNormal(this.#bits)
  }

  /** 0 .. n - 1 in random order. */
  permutation(n: number): Int32Array {
    return permutationOf(this.#bits, n)
  }

  /** Shuffles `values` in place. */
  shuffle(values: unknown[] | Int32Array | Float64Array): void {
    shuffleInPlace(this.#bits, values)
  }

  /** The upper half of count * draw, drawn again where the lower half falls into the uneven rest. */
  #below32(count: number): number {
    const rest = 2 ** 32 % count
    for (;;) {
      const bits = this.#bits.next()
      if (Math.imul(bits, count) >>> 0 < rest) continue
      const product = (bits >>> 16) * count + Math.floor(((bits & 0xffff) * count) / 65536)
      return Math.floor(product / 65536)
    }
  }

  #below64(count: number): number {
    const n = BigInt(count)
    const rest = 2n ** 64n % n
    for (;;) {
      this.#bits.draw()
      const product = ((BigInt(this.#bits.high >>> 0) << 32n) | BigInt(this.#bits.low >>> 0)) * n
      if (BigInt.asUintN(64, product) >= rest) return Number(product >> 64n)
    }
  }
}
