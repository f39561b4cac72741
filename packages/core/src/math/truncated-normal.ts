import { exp } from "./exp.ts"
import { log } from "./log.ts"
import { log1p } from "./log1p.ts"
import { centralQuantile } from "./normal-quantile.ts"
import { LOG_SQRT_2PI, logGaussMass, logNdtr, ndtr, ndtriExp } from "./normal.ts"

/**
 * The quantile `q` of the standard normal truncated to [a, b]: the x with the share q of the mass of [a, b] below it.
 * 0 <= q <= 1, ends included; NaN if a = b. `below` and `above` are `ndtr(a)` and `ndtr(b)`, for callers that keep them.
 */
export function ppf(q: number, a: number, b: number, below: number = ndtr(a), above: number = ndtr(b)): number {
  if (a === b) return NaN
  if (q === 0) return a
  if (q === 1) return b
  const centred = below - 0.5 + q * (above - below)
  const x = Math.abs(centred) <= 0.425 ? centralQuantile(centred) : tailPpf(q, a, b)
  return x < a ? a : x > b ? b : x
}

/** Log density at `x` of the normal of mean `mu` and deviation `sigma` whose standardised ends are `a` and `b`. */
export function logPdf(x: number, a: number, b: number, mu = 0, sigma = 1): number {
  const z = (x - mu) / sigma
  if (a === b) return NaN
  if (z < a || z > b) return -Infinity
  return -(z * z) / 2 - LOG_SQRT_2PI - logGaussMass(a, b) - log(sigma)
}

/** In log space, where the tail keeps its digits: the left one, or the right one mirrored. */
function tailPpf(q: number, a: number, b: number): number {
  const logMass = logGaussMass(a, b)
  return a < 0 ? ndtriExp(logSum(logNdtr(a), log(q) + logMass)) : -ndtriExp(logSum(logNdtr(-b), log1p(-q) + logMass))
}

/** log(exp(p) + exp(q)). */
function logSum(p: number, q: number): number {
  if (p === q) return p + Math.LN2
  return p > q ? p + log1p(exp(q - p)) : q + log1p(exp(p - q))
}
