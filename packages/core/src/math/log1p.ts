import { log } from "./log.ts"
import { POWERS_OF_TWO } from "./powers-of-two.ts"

const LN2_HIGH = 0.6931471803691238 // ends in 32 zero bits
const LN2_LOW = 1.9082149292705877e-10

const BITS = /* @__PURE__ */ new Float64Array(1)
const WORDS = /* @__PURE__ */ new Int32Array(BITS.buffer)

/**
 * log(1 + x) to within one unit in the last place, exact for small x. -Infinity at -1, NaN below.
 * Coefficients and order of operations of FreeBSD's msun and glibc 2.36, whose last bits numpy's results have.
 */
export function log1p(x: number): number {
  if (!(x > -1 && x < 2 ** 53)) return log(1 + x)
  if (Math.abs(x) < 2 ** -29) return Math.abs(x) < 2 ** -54 ? x : x - x * x * 0.5
  let k = 0
  let f = x
  let lost = 0
  if (x >= 0.4142136573791504 || x <= -0.2928934097290039) {
    const u = 1 + x
    BITS[0] = u
    const word = WORDS[1] as number
    lost = (u < 2 ? x - (u - 1) : 1 - (u - x)) / u
    k = (word >> 20) - ((word & 0xfffff) < 0x6a09e ? 1023 : 1022)
    f = u * (POWERS_OF_TWO[1023 - k] as number) - 1
  }
  const halfSquare = 0.5 * f * f
  if (k !== 0 && Math.abs(f) < 2 ** -20) {
    const correction = halfSquare * (1 - (2 / 3) * f)
    return k * LN2_HIGH - (correction - (k * LN2_LOW + lost) - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const z2 = z * z
  const z4 = z2 * z2
  const p1 = z * 0.6666666666666735
  const p2 = 0.3999999999940942 + z * 0.2857142874366239
  const p3 = 0.22222198432149784 + z * 0.1818357216161805
  const p4 = 0.15313837699209373 + z * 0.14798198605116586
  const series = p1 + z2 * p2 + z4 * p3 + z4 * z2 * p4
  const head = s * (halfSquare + series)
  if (k === 0) return f - (halfSquare - head)
  return k * LN2_HIGH - (halfSquare - (head + (k * LN2_LOW + lost)) - f)
}
