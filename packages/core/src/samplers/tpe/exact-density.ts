import { exp } from "../../math/exp.ts"
import { log } from "../../math/log.ts"
import { LOG_SQRT_2PI, logGaussMass } from "../../math/normal.ts"
import { pairwiseSum } from "../../math/pairwise-sum.ts"
import { toScale } from "./axes.ts"
import type { KernelAxis } from "./kernel-axis.ts"
import type { Mixture } from "./mixture.ts"

/**
 * Log density under `mixture` of the candidate whose values are `values[from]` and on, in the order of the mixture's axes. Every
 * operation in the order of Optuna 5.0.0 with numpy 2.4, so that of candidates that differ in the last bit only, or not at all,
 * the same one wins. O(kernels x axes), and slow: for ties.
 */
export function exactLogDensity(mixture: Mixture, values: Float64Array, from: number): number {
  const { axes, size } = mixture
  const terms = new Float64Array(size + 1)
  for (const place of axes.places) {
    if (place >= axes.numeric.length) addCategorical(terms, mixture, place - axes.numeric.length, values[from + place] as number)
    else if (place >= axes.nContinuous) addDiscrete(terms, mixture, place, values[from + place] as number)
  }
  if (axes.nContinuous > 0) addContinuous(terms, mixture, values, from)
  const weights = mixture.shares()
  for (let k = 0; k <= size; k++) terms[k] = (terms[k] as number) + log(weights[k] as number)
  let max = terms.reduce((a, b) => Math.max(a, b), -Infinity)
  if (max === -Infinity) max = 0
  return log(pairwiseSum(terms.map((term) => exp(term - max)))) + max
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
    const mu = mixture.mean(k, i)
    const sigma = mixture.deviation(k, i)
    const term = (terms[k] as number) + logGaussMass((left - mu) / sigma, (right - mu) / sigma)
    terms[k] = term - logGaussMass((axis.low - mu) / sigma, (axis.high - mu) / sigma)
  }
}

function addContinuous(terms: Float64Array, mixture: Mixture, values: Float64Array, from: number): void {
  const { axes, size } = mixture
  const summands = new Float64Array(axes.nContinuous)
  const x = values.slice(from, from + axes.nContinuous)
  for (let i = 0; i < x.length; i++) x[i] = toScale((mixture.kernels[i] as KernelAxis).axis.distribution, x[i] as number)
  for (let k = 0; k <= size; k++) {
    for (let i = 0; i < x.length; i++) {
      const { low, high } = (mixture.kernels[i] as KernelAxis).axis
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

