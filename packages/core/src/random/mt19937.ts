const N = 624
const M = 397
// Written out: an interpreter would compute powers at each draw.
const TWO_26 = 67_108_864
const TWO_53 = 9_007_199_254_740_992
/** So many words are made at a time: whoever seeds anew for a few draws does not pay for all N. */
const BLOCK = N / 6

/**
 * MT19937 (Matsumoto & Nishimura 1998), seeded by init_genrand as `numpy.random.RandomState(seed)` is. Nothing is computed
 * before the first draw, so that a generator that is never used costs nothing.
 */
export class MT19937 {
  #seed: number | undefined
  #isSeeded = false
  #key: Int32Array<ArrayBuffer> = EMPTY
  #position = N
  /** How many words of this round are made. */
  #made = N

  /** `seed` is an integer from 0 to 2^32 - 1; undefined seeds from the platform's entropy. */
  constructor(seed: number | undefined) {
    this.#seed = seed
  }

  /** Starts over from another seed. */
  reseed(seed: number): void {
    this.#seed = seed
    this.#isSeeded = false
    this.#position = N
    this.#made = N
  }

  /** The next 32 bits, as a signed integer. */
  next(): number {
    if (this.#position === this.#made) this.#makeBlock()
    let y = this.#key[this.#position++] as number
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return y ^ (y >>> 18)
  }

  /** The next double in [0, 1): 53 bits out of two draws. */
  nextDouble(): number {
    const high = this.next() >>> 5
    return (high * TWO_26 + (this.next() >>> 6)) / TWO_53
  }

  #makeBlock(): void {
    if (this.#made === N) this.#position = this.#made = 0
    if (!this.#isSeeded) {
      if (this.#key === EMPTY) this.#key = new Int32Array(N)
      fillKey(this.#key, this.#seed)
      this.#isSeeded = true
    }
    const key = this.#key
    const end = this.#made + BLOCK
    for (let i = this.#made; i < end; i++) {
      const y = ((key[i] as number) & 0x80000000) | ((key[i + 1 < N ? i + 1 : 0] as number) & 0x7fffffff)
      const twist = y & 1 ? 0x9908b0df : 0
      key[i] = (key[i + M < N ? i + M : i + M - N] as number) ^ (y >>> 1) ^ twist
    }
    this.#made = end
  }
}

const EMPTY = /* @__PURE__ */ new Int32Array(0)

function fillKey(key: Int32Array<ArrayBuffer>, seed: number | undefined): void {
  if (seed === undefined) {
    globalThis.crypto.getRandomValues(key)
    key[0] = 0x80000000
    return
  }
  let word = seed | 0
  for (let i = 0; i < N; i++) {
    key[i] = word
    word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) | 0
  }
}
