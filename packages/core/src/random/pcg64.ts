import { seedWords } from "./seed-sequence.ts"

// 128-bit numbers are eight digits of 16 bits, the lowest first: products and their sums stay exact in doubles.
const DIGITS = 8
const MULTIPLIER = [0xf645, 0x9fcc, 0xdf64, 0x4385, 0x5da4, 0x1fc6, 0xed05, 0x2360]

/** PCG XSL RR 128/64 (O'Neill 2014), seeded and read as `numpy.random.PCG64(seed)`: the upper half waits for the next 32. */
export class PCG64 {
  #state = new Float64Array(DIGITS)
  #next = new Float64Array(DIGITS)
  readonly #increment: Float64Array
  /** The upper and lower halves of the last 64 bits drawn, as signed integers. */
  high = 0
  low = 0
  #waiting = false
  #upper = 0

  constructor(seed: number | bigint | undefined) {
    const words = seedWords(seed, 8)
    const increment = digits(words, 4)
    let carry = 1 // 2 * increment + 1
    for (let i = 0; i < DIGITS; i++) {
      const sum = 2 * (increment[i] as number) + carry
      carry = sum >>> 16
      increment[i] = sum & 0xffff
    }
    this.#increment = increment
    this.#advance()
    this.#add(digits(words, 0))
    this.#advance()
  }

  /** Draws 64 bits into `high` and `low`. */
  draw(): void {
    this.#advance()
    const d = this.#state
    const high = half(d, 6) ^ half(d, 2)
    const low = half(d, 4) ^ half(d, 0)
    const rotation = (d[7] as number) >>> 10
    const [h, l] = rotation & 32 ? [low, high] : [high, low]
    const by = rotation & 31
    this.high = by === 0 ? h : (h >>> by) | (l << (32 - by))
    this.low = by === 0 ? l : (l >>> by) | (h << (32 - by))
  }

  /** The next 32 bits, as a signed integer: the lower half of a draw, then its upper half. */
  next(): number {
    if (this.#waiting) {
      this.#waiting = false
      return this.#upper
    }
    this.draw()
    this.#waiting = true
    this.#upper = this.high
    return this.low
  }

  /** The next double in [0, 1): the upper 53 bits of a draw. */
  nextDouble(): number {
    this.draw()
    return ((this.high >>> 0) * 2 ** 21 + (this.low >>> 11)) / 2 ** 53
  }

  /** state = state * MULTIPLIER + increment. */
  #advance(): void {
    const state = this.#state
    const next = this.#next
    let carry = 0
    for (let i = 0; i < DIGITS; i++) {
      let sum = carry
      for (let j = 0; j <= i; j++) sum += (state[j] as number) * (MULTIPLIER[i - j] as number)
      carry = Math.floor(sum / 65536)
      next[i] = sum % 65536
    }
    this.#state = next
    this.#next = state
    this.#add(this.#increment)
  }

  #add(term: Float64Array): void {
    const state = this.#state
    let carry = 0
    for (let i = 0; i < DIGITS; i++) {
      const sum = (state[i] as number) + (term[i] as number) + carry
      carry = sum >>> 16
      state[i] = sum & 0xffff
    }
  }
}

/** The 128 bits of the two 64-bit numbers at `from`, the upper one first, each of two words, the lower one first. */
function digits(words: Int32Array, from: number): Float64Array {
  const out = new Float64Array(DIGITS)
  for (let i = 0; i < 4; i++) {
    const word = words[from + (i ^ 2)] as number
    out[2 * i] = word & 0xffff
    out[2 * i + 1] = word >>> 16
  }
  return out
}

function half(d: Float64Array, at: number): number {
  return ((d[at + 1] as number) << 16) | (d[at] as number)
}
