import { exp } from "../../math/exp.ts"
import { log } from "../../math/log.ts"
import { LOG_SQRT_2PI, logGaussMass } from "../../math/normal.ts"
import { pairwiseSum } from "../../math/pairwise-sum.ts"
import { toScale } from "./axes.ts"
import type { Candidates } from "./candidates.ts"
import type { KernelAxis } from "./kernel-axis.ts"
import type { Mixture } from "./mixture.ts"

/** A kernel this many nats below the prior's adds nothing to the last bit of a sum, however many there are. */
const NOTHING = 60

/**
 * Log density of candidate `c` under `mixture`, every operation in the order of Optuna 5.0.0 with numpy 2.4, so that of candidates
 * that differ in the last bit only, or not at all, the same one wins. Slow, for ties.
 */
export function exactLogDensity(mixture: Mixture, candidates: Candidates, c: number): number {
  const { axes, size } = mixture
  const from = c * axes.names.length
  // What adds nothing is left out: its exponential is 0.
  const terms = new Float64Array(size + 1)
  for (let k = 0; k < size; k++) if (upperBound(mixture, k, candidates, c) < -NOTHING) terms[k] = -Infinity
  for (const place of axes.places) {
    const value = candidates.values[from + place] as number
    if (place >= axes.numeric.length) addCategorical(terms, mixture, place - axes.numeric.length, value)
    else if (place >= axes.nContinuous) addDiscrete(terms, mixture, place, value)
  }
  if (axes.nContinuous > 0) addContinuous(terms, mixture, candidates.values.subarray(from, from + axes.nContinuous))
  const shares = mixture.shares()
  for (let k = 0; k <= size; k++) terms[k] = (terms[k] as number) + log(shares[k] as number)
  let max = terms.reduce((a, b) => Math.max(a, b), -Infinity)
  if (max === -Infinity) max = 0
  return log(pairwiseSum(terms.map((term) => exp(term - max)))) + max
}

/** What the kernel of the `k`-th observation gives to candidate `c` at most, in nats over the prior's: by the numeric axes. */
function upperBound({ kernels, members, rows, stride }: Mixture, k: number, candidates: Candidates, c: number): number {
  const slot = members[k] as number
  let bound = (rows[slot * stride] as number) - (candidates.base[c] as number)
  for (let i = 0; i < kernels.length; i++) {
    const { mu, sigma } = kernels[i] as KernelAxis
    const mean = mu[slot] as number
    const at = c * kernels.length + i
    const z = Math.max((candidates.left[at] as number) - mean, mean - (candidates.right[at] as number), 0)
    bound -= 0.5 * (z / (sigma[slot] as number)) ** 2
  }
  return bound
}

function addCategorical(terms: Float64Array, mixture: Mixture, i: number, choice: number): void {
  const { axes, size } = mixture
  const nChoices = axes.categorical[i]?.choices.length as number
  const share = 1 / (size + 1)
  const row = new Float64Array(nChoices).fill(share)
  // Without observations the prior's row is written down, not normalised.
  terms[size] = (terms[size] as number) + log(size === 0 ? 1 / nChoices : share / pairwiseSum(row))
  for (let own = 0; own < nChoices; own++) {
    row[own] = share + 1
    const term = log((row[choice] as number) / pairwiseSum(row))
    row[own] = share
    for (let k = 0; k < size; k++) if (mixture.choice(k, i) === own) terms[k] = (terms[k] as number) + term
  }
}

function addDiscrete(terms: Float64Array, mixture: Mixture, i: number, value: number): void {
  const { axis } = mixture.kernels[i] as KernelAxis
  const left = toScale(axis.distribution, value - axis.step / 2)
  const right = toScale(axis.distribution, value + axis.step / 2)
  for (let k = 0; k <= mixture.size; k++) {
    if (terms[k] === -Infinity) continue
    const mu = mixture.mean(k, i)
    const sigma = mixture.deviation(k, i)
    const term = (terms[k] as number) + logGaussMass((left - mu) / sigma, (right - mu) / sigma)
    terms[k] = term - logGaussMass((axis.low - mu) / sigma, (axis.high - mu) / sigma)
  }
}

function addContinuous(terms: Float64Array, mixture: Mixture, values: Float64Array): void {
  const { kernels, size } = mixture
  const x = values.map((value, i) => toScale((kernels[i] as KernelAxis).axis.distribution, value))
  const summands = new Float64Array(x.length)
  for (let k = 0; k <= size; k++) {
    if (terms[k] === -Infinity) continue
    for (let i = 0; i < x.length; i++) {
      const { low, high } = (kernels[i] as KernelAxis).axis
      const mu = mixture.mean(k, i)
      const sigma = mixture.deviation(k, i)
      const z = ((x[i] as number) - mu) / sigma
      const a = (low - mu) / sigma
      const b = (high - mu) / sigma
      summands[i] = z < a || z > b ? -Infinity : -(z * z) / 2 - LOG_SQRT_2PI - logGaussMass(a, b) - log(sigma)
    }
    terms[k] = (terms[k] as number) + pairwiseSum(summands)
  }
}
