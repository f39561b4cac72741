import { POWERS_OF_TWO } from "./powers-of-two.ts"

/*
 * exp(x) = 2^(k / 512) exp(r), k = round(512 x / ln 2), |r| <= ln 2 / 1024 (after Tang 1989). The table holds 2^(i / 512)
 * as a part of 27 bits and the rest, r is cut at 2^-36: their product is exact, and what is left out is below 2^-72.
 */
const STEPS = 512
const STEPS_PER_NAT = STEPS / Math.LN2
const STEP_HIGH = 2977044471 / 2 ** 41 // the upper 32 bits of ln 2 / 512: exact times any k
const STEP_LOW = 3.7269822837316166e-13
const ROUND_TO_1 = 1.5 * 2 ** 52
const ROUND_TO_2_36 = 1.5 * 2 ** 16

const TABLE = /* @__PURE__ */ rootsOfTwo()

/** e^x, correctly rounded but for about one argument in a million (there one unit in the last place off), on any engine. */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return x > 0 ? Infinity : x
  if (x < -745.1332191019411) return 0
  const k = x * STEPS_PER_NAT + ROUND_TO_1 - ROUND_TO_1
  const d = x - k * STEP_HIGH
  const rHigh = d + ROUND_TO_2_36 - ROUND_TO_2_36
  const rLow = d - rHigh - k * STEP_LOW
  const r = rHigh + rLow
  const rr = r * r
  const tail = rr * (0.5 + r * (1 / 6) + rr * (1 / 24 + r * (1 / 120) + rr * (1 / 720)))
  const i = (k & (STEPS - 1)) << 1
  const high = TABLE[i] as number
  const low = TABLE[i + 1] as number
  const product = high * rHigh
  const sum = high + product
  const y = sum + (product - (sum - high) + (low + (high * (rLow + tail) + low * (r + tail))))
  const exponent = k >> 9
  if (exponent > -1024 && exponent < 1024) return y * (POWERS_OF_TWO[exponent + 1023] as number)
  // 2^1024 and what a subnormal result takes are no entries of the table: in two steps.
  const half = exponent >> 1
  return y * (POWERS_OF_TWO[half + 1023] as number) * (POWERS_OF_TWO[exponent - half + 1023] as number)
}

/** 2^(i / 512) for i = 0..511, each as 26 bits after the point and the rest. */
function rootsOfTwo(): Float64Array {
  const table = new Float64Array(2 * STEPS)
  const root = 0x10058c86da1c09ea1ff19d294dn // 2^(1 / 512) in units of 2^-100
  let power = 1n << 100n
  for (let i = 0; i < 2 * STEPS; i += 2) {
    const high = power >> 74n
    table[i] = Number(high) / 2 ** 26
    table[i + 1] = Number(power - (high << 74n)) / 2 ** 100
    power = (power * root) >> 100n
  }
  return table
}
