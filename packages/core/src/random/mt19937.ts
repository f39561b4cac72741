const N = 624
const M = 397

/**
 * MT19937 (Matsumoto & Nishimura 1998), seeded by init_genrand as `numpy.random.RandomState(seed)` is. Nothing is computed
 * before the first draw, so that a generator that is never used costs nothing.
 */
export class MT19937 {
  readonly #seed: number | undefined
  #key: Int32Array = NOT_SEEDED
  #position = N

  /** `seed` is an integer from 0 to 2^32 - 1; undefined seeds from the platform's entropy. */
  constructor(seed: number | undefined) {
    this.#seed = seed
  }

  /** The next 32 bits, as a signed integer. */
  next(): number {
    if (this.#position === N) this.#refill()
    let y = this.#key[this.#position++] as number
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return y ^ (y >>> 18)
  }

  /** The next double in [0, 1): 53 bits out of two draws. */
  nextDouble(): number {
    const high = this.next() >>> 5
    return (high * 2 ** 26 + (this.next() >>> 6)) / 2 ** 53
  }

  #refill(): void {
    if (this.#key === NOT_SEEDED) this.#key = initialKey(this.#seed)
    const key = this.#key
    for (let i = 0; i < N; i++) {
      const y = ((key[i] as number) & 0x80000000) | ((key[i + 1 < N ? i + 1 : 0] as number) & 0x7fffffff)
      const twist = y & 1 ? 0x9908b0df : 0
      key[i] = (key[i + M < N ? i + M : i + M - N] as number) ^ (y >>> 1) ^ twist
    }
    this.#position = 0
  }
}

const NOT_SEEDED = /* @__PURE__ */ new Int32Array(0)

function initialKey(seed: number | undefined): Int32Array {
  const key = new Int32Array(N)
  if (seed === undefined) {
    globalThis.crypto.getRandomValues(key)
    key[0] = 0x80000000
    return key
  }
  let word = seed | 0
  for (let i = 0; i < N; i++) {
    key[i] = word
    word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) | 0
  }
  return key
}
