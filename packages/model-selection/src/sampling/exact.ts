/*
 * exp and log rounded to the nearest double, so that the same seed draws the same numbers in every engine. numpy 2.4's
 * are these too, but for one argument in two thousand; with AVX-512 for one in twenty, where the last bit is off. Sums
 * are in units of 2^-128: that takes microseconds, which draws of parameters have.
 */
const UNIT = 128n
const ONE = 1n << UNIT
const LN2 = 0xb17217f7d1cf79abc9e3b39803f2f6afn // in units of 2^-128

/** e^x for finite x whose result is a normal number. */
export function exp(x: number): number {
  const k = Math.round(x / Math.LN2)
  return (Number(expFixed(toFixed(x) - BigInt(k) * LN2)) / 2 ** 127) * 2 ** (k - 1)
}

/** ln x for a normal number x. */
export function log(x: number): number {
  const y = Math.log(x)
  const k = Math.min(Math.floor(y / Math.LN2), 1023)
  // x e^-y = 1 + d, and ln x = y + ln(1 + d); |d| < 2^-42, its cube is left out
  const d = ((toFixed(x / 2 ** k) * expFixed(BigInt(k) * LN2 - toFixed(y))) >> UNIT) - ONE
  return y + Number(d - ((d * d) >> (UNIT + 1n))) / 2 ** 128
}

/** e^r of a small r. */
function expFixed(r: bigint): bigint {
  let term = ONE
  let total = ONE
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = ((term * r) >> UNIT) / n
    total += term
  }
  return total
}

/** x without rounding, but for what lies below 2^-128. */
function toFixed(x: number): bigint {
  const high = Math.trunc(x)
  const rest = (x - high) * 2 ** 64
  const middle = Math.trunc(rest)
  return (BigInt(high) << UNIT) + (BigInt(middle) << 64n) + BigInt(Math.trunc((rest - middle) * 2 ** 64))
}
