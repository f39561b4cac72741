/*
 * What the full and the separable CMA-ES have in common (Hansen 2016, appendix A): recombination, the two evolution paths, and
 * the step size. y = (x - m) / σ; p_σ is the path of C^(-1/2) y_w, p_c that of y_w.
 */
import { exp } from "../../math/exp.ts"
import { log } from "../../math/log.ts"
import type { Strategy } from "./strategy.ts"

/** The step size beyond which it is held. */
export const SIGMA_MAX = 1e32

/** The paths and the step size. */
export interface Paths {
  readonly pSigma: Float64Array
  readonly pc: Float64Array
  readonly sigma: number
}

/** y_k of the points, best first: `(λ, n)`, row-major. */
export function stepsOf(points: readonly Float64Array[], mean: Float64Array, sigma: number): Float64Array {
  const n = mean.length
  const steps = new Float64Array(points.length * n)
  for (const [k, x] of points.entries()) {
    for (let i = 0; i < n; i++) steps[k * n + i] = ((x[i] as number) - (mean[i] as number)) / sigma
  }
  return steps
}

/** y_w: the weighted mean of the μ best steps. */
export function recombined(steps: Float64Array, { n, mu, weights }: Strategy): Float64Array {
  const yw = new Float64Array(n)
  for (let k = 0; k < mu; k++) {
    const w = weights[k] as number
    for (let i = 0; i < n; i++) yw[i] = (yw[i] as number) + w * (steps[k * n + i] as number) // eq. 41
  }
  return yw
}

/** m + σ y_w. */
export function movedMean(mean: Float64Array, sigma: number, yw: Float64Array): Float64Array {
  return mean.map((m, i) => m + sigma * (yw[i] as number)) // eq. 42, c_m = 1
}

/**
 * The next paths and step size. `generation` is the new one; `whitened` is C^(-1/2) y_w. Where p_σ is long, h_σ = 0 stalls p_c,
 * and `stall` makes up for the variance that is then lost.
 */
export function advancePaths(
  { pSigma, pc, sigma }: Paths,
  { n, muEff, cSigma, dSigma, cc, chi }: Strategy,
  generation: number,
  yw: Float64Array,
  whitened: Float64Array,
): Paths & { readonly stall: number } {
  const toSigma = Math.sqrt(cSigma * (2 - cSigma) * muEff)
  const nextPSigma = pSigma.map((p, i) => (1 - cSigma) * p + toSigma * (whitened[i] as number)) // eq. 43
  const norm = Math.sqrt(sumOfSquares(nextPSigma))
  const nextSigma = Math.min(sigma * exp((cSigma / dSigma) * (norm / chi - 1)), SIGMA_MAX) // eq. 44
  const settled = Math.sqrt(1 - exp(2 * (generation + 1) * log(1 - cSigma)))
  const h = norm / settled < (1.4 + 2 / (n + 1)) * chi ? 1 : 0 // p. 28
  const toPc = h * Math.sqrt(cc * (2 - cc) * muEff)
  const nextPc = pc.map((p, i) => (1 - cc) * p + toPc * (yw[i] as number)) // eq. 45
  return { pSigma: nextPSigma, pc: nextPc, sigma: nextSigma, stall: (1 - h) * cc * (2 - cc) } // δ(h_σ), p. 28
}

/** How much of C stays in eq. 47: 1 + c_1 δ(h_σ) - c_1 - c_μ Σ w. */
export function keptShare({ c1, cmu, weights }: Strategy, stall: number): number {
  return 1 + c1 * stall - c1 - cmu * weights.reduce((sum, w) => sum + w, 0)
}

/** ||x||^2. */
export function sumOfSquares(x: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (x[i] as number)
  return sum
}
