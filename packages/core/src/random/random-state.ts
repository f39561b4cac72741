import { ParzenError } from "../errors.ts"
import { log } from "../math/log.ts"
import { checkChoice, distributionFunction, indexAbove, type ChoiceOptions } from "./choice.ts"
import { maskedBelow, permutationOf, shuffleInPlace } from "./interval.ts"
import { UniformState } from "./uniform-state.ts"

/** The random numbers of `numpy.random.RandomState(seed)`, bit for bit (numpy 2.4.6). */
export class RandomState extends UniformState {
  #spareNormal = NaN

  /** Starts over from `seed`, as a new one would. @throws INVALID_SEED as the constructor */
  override reseed(seed: number): void {
    super.reseed(seed)
    this.#spareNormal = NaN
  }

  /** Fills `out` with doubles in [0, 1) and returns it. */
  fillRandom(out: Float64Array): Float64Array {
    for (let i = 0; i < out.length; i++) out[i] = this.bits.nextDouble()
    return out
  }

  /** `n` doubles in [0, 1). */
  rand(n: number): Float64Array {
    return this.fillRandom(new Float64Array(n))
  }

  /** A draw of the normal distribution, by Marsaglia's polar method, which gives two at a time. */
  normal(mean = 0, sd = 1): number {
    return mean + sd * this.standardNormal()
  }

  /** A draw of the standard normal distribution. */
  standardNormal(): number {
    const spare = this.#spareNormal
    if (spare === spare) {
      this.#spareNormal = NaN
      return spare
    }
    let x: number
    let y: number
    let square: number
    do {
      x = 2 * this.bits.nextDouble() - 1
      y = 2 * this.bits.nextDouble() - 1
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const factor = Math.sqrt((-2 * log(square)) / square)
    this.#spareNormal = factor * x
    return factor * y
  }

  /** `n` draws of the standard normal distribution. */
  randn(n: number): Float64Array {
    const out = new Float64Array(n)
    for (let i = 0; i < n; i++) out[i] = this.standardNormal()
    return out
  }

  /** A draw of the exponential distribution of mean `scale`. */
  exponential(scale = 1): number {
    return scale * -log(1 - this.bits.nextDouble())
  }

  /**
   * An integer in [low, high), or with one argument in [0, low).
   * @throws INVALID_ARGUMENT if there is none, or 2^53 of them or more.
   */
  randint(low: number, high?: number): number {
    if (high === undefined) return this.randint(0, low)
    const max = high - 1 - low
    if (!(Number.isInteger(low) && max >= 0 && max < 2 ** 53)) {
      throw new ParzenError("INVALID_ARGUMENT", `randint: no integers from ${low} to below ${high}, or too many`)
    }
    return low + maskedBelow(this.bits, max)
  }

  /** 0 .. n - 1 in random order. */
  permutation(n: number): Int32Array {
    return permutationOf(this.bits, n)
  }

  /** Shuffles `values` in place. */
  shuffle(values: unknown[] | Int32Array | Float64Array): void {
    shuffleInPlace(this.bits, values)
  }

  /**
   * Chooses out of 0 .. n - 1: one of them, or with `size` an array of them.
   * @throws INVALID_ARGUMENT where `p` is no distribution over `n`, or there are too few to choose from.
   */
  choice(n: number, options?: ChoiceOptions & { readonly size?: undefined }): number
  choice(n: number, options: ChoiceOptions & { readonly size: number }): Int32Array
  choice(n: number, options: ChoiceOptions = {}): number | Int32Array {
    checkChoice(n, options)
    const { size = 1, p, replace = true } = options
    const out = replace ? this.#choose(n, size, p) : p ? this.#distinct(size, p) : this.permutation(n).subarray(0, size)
    return options.size === undefined ? (out[0] as number) : out
  }

  #choose(n: number, size: number, p: ArrayLike<number> | undefined): Int32Array {
    const out = new Int32Array(size)
    const cdf = p && distributionFunction(p)
    for (let i = 0; i < size; i++) {
      out[i] = cdf ? indexAbove(cdf, this.bits.nextDouble()) : maskedBelow(this.bits, n - 1)
    }
    return out
  }

  /** Draws as many as are missing, keeps the first of equal ones, and again with what is left of `p`. */
  #distinct(size: number, p: ArrayLike<number>): Int32Array {
    const left = Float64Array.from(p)
    const chosen = new Set<number>()
    while (chosen.size < size) {
      const cdf = distributionFunction(left)
      for (const u of this.rand(size - chosen.size)) chosen.add(indexAbove(cdf, u))
      for (const i of chosen) left[i] = 0
    }
    return Int32Array.from(chosen)
  }
}
