import { POWERS_OF_TWO } from "./powers-of-two.ts"

/*
 * log(x) = e ln 2 - log(c) + log1p(r), x = 2^e z, 0.69 < z < 1.38, c ~ 1 / z of 16 bits from a table, r = z c - 1, |r| < 2^-8
 * (after Tang 1990). The leading terms are summed exactly, what is left out is below 2^-70 of the result.
 */
const BINS = 256
const FIRST_BIN = 0x3fe5f800 // upper word of the lowest z, so that 1 lies inside bin 160
const BIN_OF_1 = 160
const LN2_HIGH = 3048493539143 / 2 ** 42
const LN2_LOW = 5.497923018708371e-14
const ROUND_TO_2_15 = 1.5 * 2 ** 37
const ROUND_TO_2_26 = 1.5 * 2 ** 26
const ROUND_TO_2_42 = 1.5 * 2 ** 10
const ROUND_TO_2_43 = 1.5 * 2 ** 9
const SPLIT = 2 ** 27 + 1

const BITS = /* @__PURE__ */ new Float64Array(1)
const WORDS = /* @__PURE__ */ new Int32Array(BITS.buffer)
const TABLE = /* @__PURE__ */ reciprocals()

/** Natural logarithm, correctly rounded but for about one argument in a million, on any engine. -Infinity at 0, NaN below. */
export function log(x: number): number {
  let shift = 0
  if (!(x >= 2 ** -1022 && x < 2 ** 1023)) {
    if (x === 0) return -Infinity
    if (!(x > 0 && x < Infinity)) return x > 0 ? x : NaN
    shift = x < 1 ? 54 : -54
    x *= x < 1 ? 2 ** 54 : 2 ** -54
  }
  BITS[0] = x
  const offset = (WORDS[1] as number) - FIRST_BIN
  const power = offset >> 20
  const z = x * (POWERS_OF_TWO[1023 - power] as number)
  const exponent = power - shift
  const i = ((offset >> 12) & (BINS - 1)) * 3
  const c = TABLE[i] as number

  const zHigh = z + ROUND_TO_2_26 - ROUND_TO_2_26
  const a = zHigh * c - 1
  const b = (z - zHigh) * c
  const r = a + b
  const rRest = a - r + b
  const scaled = r * SPLIT
  const rHigh = scaled - (scaled - r)
  const half = 0.5 * rHigh * rHigh // exact
  const base = exponent * LN2_HIGH + (TABLE[i + 1] as number) // exact
  const sum = base + r
  const y = sum - half
  const rr = r * r
  const series = 1 / 3 - r * (1 / 4) + rr * (1 / 5 - r * (1 / 6) + rr * (1 / 7 - r * (1 / 8) + rr * (1 / 9)))
  const rest = rr * r * series - 0.5 * (r - rHigh) * (r + rHigh) + exponent * LN2_LOW + (TABLE[i + 2] as number)
  return y + (sum - y - half + (base - sum + r) + rRest + rest)
}

/** For each bin: c, and -log(c) as a multiple of 2^-42 and the rest, summed over the bins away from 1. */
function reciprocals(): Float64Array {
  const table = new Float64Array(3 * BINS)
  table[3 * BIN_OF_1] = 1
  for (const step of [1, -1]) {
    let c = 1
    let high = 0
    let low = 0
    for (let bin = BIN_OF_1 + step; bin >= 0 && bin < BINS; bin += step) {
      WORDS[0] = 0
      WORDS[1] = FIRST_BIN + (bin << 12) + (1 << 11)
      const next = 1 / (BITS[0] as number) + ROUND_TO_2_15 - ROUND_TO_2_15
      // log(c / next) = 2 atanh(u)
      const sum = c + next
      const u = (c - next) / sum
      const uHigh = u + ROUND_TO_2_43 - ROUND_TO_2_43
      const uu = u * u
      low += (2 * (c - next - uHigh * sum)) / sum + 2 * u * uu * (1 / 3 + uu * (1 / 5 + uu * (1 / 7 + uu / 9)))
      const carry = low + ROUND_TO_2_42 - ROUND_TO_2_42
      high += 2 * uHigh + carry
      low -= carry
      c = next
      table[3 * bin] = c
      table[3 * bin + 1] = high
      table[3 * bin + 2] = low
    }
  }
  return table
}
