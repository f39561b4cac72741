import { erf, erfc } from "./erf.ts"
import { exp } from "./exp.ts"
import { log } from "./log.ts"
import { log1p } from "./log1p.ts"
import { centralQuantile, tailQuantile } from "./normal-quantile.ts"

/** log(sqrt(2 pi)): the standard normal's log density at `x` is `-x * x / 2 - LOG_SQRT_2PI`. */
export const LOG_SQRT_2PI = 0.9189385332046728

/** The standard normal's distribution function at `a`, to an absolute 1e-16. */
export function ndtr(a: number): number {
  return 0.5 + 0.5 * erf(a / Math.SQRT2)
}

/** Log of the standard normal's distribution function at `a`; below -20 by the asymptotic series. */
export function logNdtr(a: number): number {
  if (a > 6) return -0.5 * erfc(a / Math.SQRT2)
  if (a > -20) return log(tailwiseNdtr(a))
  const inverseSquare = 1 / (a * a)
  let sum = 1
  let last = 0
  let odds = 1
  let power = 1
  for (let i = 1, sign = -1; Math.abs(last - sum) > Number.EPSILON; i++, sign = -sign) {
    last = sum
    power *= inverseSquare
    odds *= 2 * i - 1
    sum += sign * odds * power
  }
  return -0.5 * (a * a) - log(-a) - LOG_SQRT_2PI + log(sum)
}

/** Log of the standard normal's mass between `a` and `b`; a right tail is computed as the left one that mirrors it. */
export function logGaussMass(a: number, b: number): number {
  if (b <= 0) return leftMass(a, b)
  if (a > 0) return leftMass(-b, -a)
  return log1p(-ndtr(a) - ndtr(-b))
}

/** The x whose `logNdtr(x)` is `y` <= 0: the standard normal's quantile in log space. */
export function ndtriExp(y: number): number {
  const q = exp(y) - 0.5
  if (Math.abs(q) <= 0.425) return centralQuantile(q)
  if (q > 0) return y < 0 ? tailQuantile(Math.sqrt(-log(-Math.expm1(y)))) : Infinity
  return y > -700 ? -tailQuantile(Math.sqrt(-y)) : farQuantile(y)
}

/** Newton's method on logNdtr, where the rational approximations end; the derivative is density over distribution. */
function farQuantile(y: number): number {
  let x = -Math.sqrt(-2 * (y + LOG_SQRT_2PI))
  for (let i = 0; i < 10 && x > -Infinity; i++) {
    const value = logNdtr(x)
    const dx = (value - y) * exp(value + 0.5 * x * x + LOG_SQRT_2PI)
    x -= dx
    if (Math.abs(dx) < 1e-9 * -x) break
  }
  return x
}

/** The distribution function by erfc or erf, whichever loses nothing. */
function tailwiseNdtr(a: number): number {
  const x = a / Math.SQRT2
  if (x < -Math.SQRT1_2) return 0.5 * erfc(-x)
  return x < Math.SQRT1_2 ? 0.5 + 0.5 * erf(x) : 1 - 0.5 * erfc(x)
}

function leftMass(a: number, b: number): number {
  const logP = logNdtr(b)
  return logP + log1p(-exp(logNdtr(a) - logP))
}
