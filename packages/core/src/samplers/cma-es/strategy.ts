/*
 * Hansen 2016: The CMA Evolution Strategy: A Tutorial (arXiv:1604.00772), Table 1. n dimensions, λ points a generation (popsize),
 * of which the μ best are recombined with the weights w.
 */
import { log } from "../../math/log.ts"
import { pairwiseSum } from "../../math/pairwise-sum.ts"

/** What n and λ determine. */
export interface Strategy {
  readonly n: number
  readonly popsize: number
  readonly mu: number
  /** For ranks 1, 2, ...: λ of them, the later ones negative, or μ. */
  readonly weights: Float64Array
  readonly muEff: number
  /** Cumulation and damping of the step size. */
  readonly cSigma: number
  readonly dSigma: number
  /** Cumulation, rank-one and rank-μ learning rates of the covariance. */
  readonly cc: number
  readonly c1: number
  readonly cmu: number
  /** E||N(0, I)||. */
  readonly chi: number
}

/** λ, unless it is given. */
export function defaultPopsize(n: number): number {
  return 4 + Math.floor(3 * log(n)) // eq. 48
}

/** The constants of the full CMA-ES. `popsize` is at least 2. */
export function fullStrategy(n: number, popsize: number): Strategy {
  const mu = Math.floor(popsize / 2)
  const raw = Float64Array.from({ length: popsize }, (_, i) => log((popsize + 1) / 2) - log(i + 1)) // eq. 49
  const muEff = effectiveCount(raw.subarray(0, mu))
  const muEffMinus = effectiveCount(raw.subarray(mu))
  const alpha = 2
  const c1 = alpha / ((n + 1.3) ** 2 + muEff) // eq. 57
  const cmu = Math.min(1 - c1 - 1e-8, (alpha * (muEff - 2 + 1 / muEff)) / ((n + 2) ** 2 + (alpha * muEff) / 2)) // eq. 58
  const negativeMass = Math.min(
    1 + c1 / cmu, // eq. 50
    1 + (2 * muEffMinus) / (muEff + 2), // eq. 51
    (1 - c1 - cmu) / (n * cmu), // eq. 52
  )
  const positive = pairwiseSum(raw.filter((w) => w > 0))
  const negative = -pairwiseSum(raw.filter((w) => w < 0))
  const weights = raw.map((w) => (w >= 0 ? w / positive : (negativeMass / negative) * w)) // eq. 53
  const cSigma = (muEff + 2) / (n + muEff + 5) // eq. 55
  const cc = (4 + muEff / n) / (n + 4 + (2 * muEff) / n) // eq. 56
  return { n, popsize, mu, weights, muEff, cSigma, dSigma: damping(n, muEff, cSigma), cc, c1, cmu, chi: meanNorm(n) }
}

/** The constants of the separable CMA-ES (Ros & Hansen 2008), which learns a diagonal and so may learn faster. */
export function separableStrategy(n: number, popsize: number): Strategy {
  const mu = Math.floor(popsize / 2)
  const raw = Float64Array.from({ length: mu }, (_, i) => log(mu + 1) - log(i + 1))
  const sum = pairwiseSum(raw)
  const weights = raw.map((w) => w / sum)
  const muEff = effectiveCount(weights)
  const c1 = 2 / ((n + 1.3) ** 2 + muEff)
  const cmuFull =
    2 / muEff / (n + Math.SQRT2) ** 2 + (1 - 1 / muEff) * Math.min(1, (2 * muEff - 1) / ((n + 2) ** 2 + muEff))
  const cmu = ((n + 2) / 3) * cmuFull // Ros & Hansen, sec. 3
  const cSigma = (muEff + 2) / (n + muEff + 3)
  const cc = 4 / (n + 4)
  return { n, popsize, mu, weights, muEff, cSigma, dSigma: damping(n, muEff, cSigma), cc, c1, cmu, chi: meanNorm(n) }
}

/** (Σ w)^2 / Σ w^2, from 1 for a single weight to their number for equal ones. */
function effectiveCount(weights: Float64Array): number {
  return pairwiseSum(weights) ** 2 / pairwiseSum(weights.map((w) => w * w))
}

function damping(n: number, muEff: number, cSigma: number): number {
  return 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma // eq. 55
}

function meanNorm(n: number): number {
  return Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)) // p. 28
}
