import { exp } from "./exp.ts"

// Rational approximations of FreeBSD's msun (s_erf.c, Sun Microsystems 1993), in the order of operations of glibc 2.36.
const ERX = 0.8450629115104675 // erf(1) in 24 bits
const EFX = 0.1283791670955126 // 2 / sqrt(pi) - 1

/** The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to `x`, to within one unit in the last place. */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (size < 0.84375) return size < 2 ** -28 ? x + EFX * x : x + x * nearZero(x * x)
  const value = size < 1.25 ? ERX + nearOne(size - 1) : size < 6 ? 1 - tail(size) : size >= 6 ? 1 : NaN
  return x < 0 ? -value : value
}

/** 1 - erf(x), without loss where erf(x) is near 1. 0 from x = 28 on. */
export function erfc(x: number): number {
  const size = Math.abs(x)
  if (size < 0.84375) {
    if (size < 2 ** -56) return 1 - x
    const y = nearZero(x * x)
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x * y + (x - 0.5))
  }
  if (size < 1.25) return x >= 0 ? 1 - ERX - nearOne(size - 1) : 1 + (ERX + nearOne(size - 1))
  if (x > 0) return x < 28 ? tail(x) : 0
  return x > -6 ? 2 - tail(size) : x <= -6 ? 2 : NaN
}

/** (erf(x) - x) / x for |x| < 0.84375, z = x^2. */
function nearZero(z: number): number {
  const z2 = z * z
  const z4 = z2 * z2
  const p1 = 0.12837916709551256 + z * -0.3250421072470015
  const p2 = -0.02848174957559851 + z * -0.005770270296489442
  const q1 = 1 + z * 0.39791722395915535
  const q2 = 0.0650222499887673 + z * 0.005081306281875766
  const q3 = 0.00013249473800432164 + z * -3.960228278775368e-6
  return (p1 + z2 * p2 + z4 * -2.3763016656650163e-5) / (q1 + z2 * q2 + z4 * q3)
}

/** erf(1 + s) - ERX for -0.15625 <= s < 0.25. */
function nearOne(s: number): number {
  const s2 = s * s
  const s4 = s2 * s2
  const s6 = s4 * s2
  const p1 = -0.0023621185607526594 + s * 0.41485611868374833
  const p2 = -0.3722078760357013 + s * 0.31834661990116175
  const p3 = -0.11089469428239668 + s * 0.035478304325618236
  const q1 = 1 + s * 0.10642088040084423
  const q2 = 0.540397917702171 + s * 0.07182865441419627
  const q3 = 0.12617121980876164 + s * 0.01363708391202905
  const p = p1 + s2 * p2 + s4 * p3 + s6 * -0.002166375594868791
  return p / (q1 + s2 * q2 + s4 * q3 + s6 * 0.011984499846799107)
}

/** erfc(x) for 1.25 <= x < 28: exp(-x^2 - 9 / 16 + p / q) / x. */
function tail(x: number): number {
  const s = 1 / (x * x)
  const s2 = s * s
  const s4 = s2 * s2
  const s6 = s4 * s2
  let p: number
  let q: number
  if (x < 2.8571434020996094) {
    const p1 = -0.009864944034847148 + s * -0.6938585727071818
    const p2 = -10.558626225323291 + s * -62.375332450326006
    const p3 = -162.39666946257347 + s * -184.60509290671104
    const p4 = -81.2874355063066 + s * -9.814329344169145
    const q1 = 1 + s * 19.651271667439257
    const q2 = 137.65775414351904 + s * 434.56587747522923
    const q3 = 645.3872717332679 + s * 429.00814002756783
    const q4 = 108.63500554177944 + s * 6.570249770319282
    p = p1 + s2 * p2 + s4 * p3 + s6 * p4
    q = q1 + s2 * q2 + s4 * q3 + s6 * q4 + s4 * s4 * -0.0604244152148581
  } else {
    const p1 = -0.0098649429247001 + s * -0.799283237680523
    const p2 = -17.757954917754752 + s * -160.63638485582192
    const p3 = -637.5664433683896 + s * -1025.0951316110772
    const q1 = 1 + s * 30.33806074348246
    const q2 = 325.7925129965739 + s * 1536.729586084437
    const q3 = 3199.8582195085955 + s * 2553.0504064331644
    const q4 = 474.52854120695537 + s * -22.44095244658582
    p = p1 + s2 * p2 + s4 * p3 + s6 * -483.5191916086514
    q = q1 + s2 * q2 + s4 * q3 + s6 * q4
  }
  const unit = x < 4 ? (x < 2 ? 2 ** 20 : 2 ** 19) : x < 8 ? 2 ** 18 : x < 16 ? 2 ** 17 : 2 ** 16
  const z = Math.floor(x * unit) / unit // x's upper 21 bits: the square is exact
  return (exp(-z * z - 0.5625) * exp((z - x) * (z + x) + p / q)) / x
}
