/**
 * The Halton sequence (Halton 1960): in each dimension the digits of the index, mirrored, in the next prime as base; with
 * `shuffle` each digit permuted at random (Owen 2017). Points and draws are scipy 1.17.1's.
 */
export class HaltonSequence {
  readonly dimensions: number
  readonly #bases: readonly number[]
  /** For each dimension, a permutation of each digit. */
  readonly #permutations: readonly (readonly Int32Array[])[] | undefined

  constructor(dimensions: number, shuffle?: (values: Int32Array) => void) {
    this.dimensions = dimensions
    this.#bases = primes(dimensions)
    if (shuffle === undefined) return
    this.#permutations = this.#bases.map((base) => {
      return Array.from({ length: Math.ceil(54 / Math.log2(base)) - 1 }, () => {
        const digits = Int32Array.from({ length: base }, (_, digit) => digit)
        shuffle(digits)
        return digits
      })
    })
  }

  /** Point `index`, from 0, each coordinate in [0, 1). Without scrambling, point 0 is the corner. */
  point(index: number): Float64Array {
    return Float64Array.from(this.#bases, (base, d) => {
      const permutations = this.#permutations?.[d]
      let rest = index
      let sum = 0
      let unit = 1 / base
      // As many digits as a double holds. They are permuted though they be 0.
      for (let k = 0; permutations === undefined ? 1 - unit < 1 : k < permutations.length; k++) {
        const digit = rest % base
        sum += (permutations?.[k]?.[digit] ?? digit) * unit
        unit /= base
        rest = Math.floor(rest / base)
      }
      return sum
    })
  }
}

/** The first `n` primes. */
function primes(n: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < n; candidate++) {
    if (!found.some((prime) => prime * prime <= candidate && candidate % prime === 0)) found.push(candidate)
  }
  return found
}
