/*
 * Warm starting (Nomura, Watanabe, Akimoto, Ozaki & Onishi 2021: Warm Starting CMA-ES for Hyperparameter Optimization,
 * arXiv:2012.06932): the start is the normal distribution nearest to the promising one of a source task, which has a kernel of
 * deviation α around each of the best γ of its points.
 */
import { exp } from "../../math/exp.ts"
import { log } from "../../math/log.ts"
import { symmetricEigen } from "../../math/symmetric-eigen.ts"

const GAMMA = 0.1
const ALPHA = 0.1

/** So many points of the source task are needed, at least. */
export const LEAST_SOURCES = 10

/** Mean, step size, and covariance of determinant 1, `(n, n)`. */
export interface Start {
  readonly mean: Float64Array
  readonly sigma: number
  readonly covariance: Float64Array
}

/** The start that follows from the source task's points, the best first; of them {@link LEAST_SOURCES} or more. */
export function warmStart(points: readonly Float64Array[]): Start {
  const best = points.slice(0, Math.floor(points.length * GAMMA))
  const n = (best[0] as Float64Array).length
  const mean = new Float64Array(n)
  const second = new Float64Array(n * n)
  for (const x of best) {
    for (let i = 0; i < n; i++) {
      mean[i] = (mean[i] as number) + (x[i] as number)
      for (let j = 0; j < n; j++)
        second[i * n + j] = (second[i * n + j] as number) + (x[i] as number) * (x[j] as number)
    }
  }
  for (let i = 0; i < n; i++) mean[i] = (mean[i] as number) / best.length
  const Sigma = second.map((sum, k) => {
    const [i, j] = [Math.floor(k / n), k % n]
    return (i === j ? ALPHA ** 2 : 0) + sum / best.length - (mean[i] as number) * (mean[j] as number)
  })
  const logDet = symmetricEigen(Sigma, n).values.reduce((sum, value) => sum + log(value), 0)
  const scale = exp(logDet / n)
  return { mean, sigma: exp(logDet / 2 / n), covariance: Sigma.map((s) => s / scale) }
}
