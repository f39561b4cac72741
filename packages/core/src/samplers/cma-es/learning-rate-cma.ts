/*
 * Learning rate adaptation (Nomura, Akimoto & Ono 2023: CMA-ES with Learning Rate Adaptation, arXiv:2304.03473). θ is m or Σ = σ^2 C;
 * Δ its last update in local coordinates, E and V the moving averages of Δ and ||Δ||^2 at the rate β, η its learning rate. α, β and
 * γ are the paper's.
 */
import { exp } from "../../math/exp.ts"
import { log } from "../../math/log.ts"
import { fromEigen, product, upperTriangle } from "../../math/square-matrix.ts"
import { symmetricEigen } from "../../math/symmetric-eigen.ts"
import type { RandomState } from "../../random/random-state.ts"
import type { CmaEigen } from "./cma.ts"
import { Cma } from "./cma.ts"
import { SIGMA_MAX, sumOfSquares } from "./evolution-path.ts"
import { joined } from "./joined.ts"
import type { Draw, SearchDistribution } from "./search-distribution.ts"

const ALPHA = 1.4
const BETA_MEAN = 0.1
const BETA_SIGMA = 0.03
const GAMMA = 0.1

/** The averages of one θ. */
export interface Averages {
  readonly E: Float64Array
  readonly V: number
  readonly eta: number
}

/** CMA-ES whose learning rates follow the signal-to-noise ratio of its updates, for multimodal and noisy objectives. */
export class LearningRateCma implements SearchDistribution {
  readonly kind = "learningRate"
  readonly #cma: Cma
  readonly #mean: Averages
  /** E is `(n, n)`, symmetric. */
  readonly #covariance: Averages

  constructor(cma: Cma, mean: Averages, covariance: Averages) {
    this.#cma = cma
    this.#mean = mean
    this.#covariance = covariance
  }

  /** With learning rates of 1. */
  static start(cma: Cma): LearningRateCma {
    const fresh = (length: number): Averages => ({ E: new Float64Array(length), V: 0, eta: 1 })
    return new LearningRateCma(cma, fresh(cma.dim), fresh(cma.dim ** 2))
  }

  get dim(): number {
    return this.#cma.dim
  }

  get popsize(): number {
    return this.#cma.popsize
  }

  get generation(): number {
    return this.#cma.generation
  }

  ask(random: RandomState): Draw {
    return this.#cma.ask(random)
  }

  tell(points: readonly Float64Array[]): LearningRateCma {
    const n = this.dim
    const old = { ...this.#cma.state, eigen: this.#cma.eigen() }
    const next = this.#cma.tell(points)
    const { mean, sigma, covariance } = next.state
    const oldSigma = old.eigen.covariance.map((c) => old.sigma ** 2 * c)
    const meanChange = mean.map((m, i) => m - (old.mean[i] as number))
    const sigmaChange = covariance.map((c, i) => sigma ** 2 * c - (oldSigma[i] as number))

    const whitening = inverseRoot(old.eigen, old.sigma, n)
    const meanAverages = adapted(this.#mean, product(whitening, meanChange, n), BETA_MEAN) // Σ^(-1/2) Δ_m
    const local = product(product(whitening, sigmaChange, n), whitening, n).map((d) => d / Math.SQRT2) // Σ^(-1/2) Δ_Σ Σ^(-1/2) / √2
    const sigmaAverages = adapted(this.#covariance, local, BETA_SIGMA)

    const newMean = old.mean.map((m, i) => m + meanAverages.eta * (meanChange[i] as number)) // m + η_m Δ_m
    const newSigma = oldSigma.map((s, i) => s + sigmaAverages.eta * (sigmaChange[i] as number)) // Σ + η_Σ Δ_Σ
    // σ is det(Σ)^(1 / 2n), C has determinant 1.
    const logDet = symmetricEigen(newSigma, n).values.reduce((sum, value) => sum + log(value), 0)
    const size = Math.min(exp(logDet / 2 / n), SIGMA_MAX)
    const moved = new Cma(next.strategy, {
      ...next.state,
      mean: newMean,
      sigma: size * (this.#mean.eta / meanAverages.eta), // a smaller η_m takes a larger σ
      covariance: newSigma.map((s) => s / size ** 2),
    })
    return new LearningRateCma(moved, meanAverages, sigmaAverages)
  }

  numbers(): number[] {
    const { E, V, eta } = this.#covariance
    const mean = this.#mean
    return joined(this.#cma.numbers(), mean.E, [mean.V, mean.eta], upperTriangle(E, this.dim), [V, eta])
  }
}

/** The averages after an update that was `change` in local coordinates, and the learning rate that follows from them. */
function adapted({ E, V, eta }: Averages, change: Float64Array, beta: number): Averages {
  const nextE = E.map((e, i) => (1 - beta) * e + beta * (change[i] as number))
  const nextV = (1 - beta) * V + beta * sumOfSquares(change)
  const square = sumOfSquares(nextE)
  const snr = (square - (beta / (2 - beta)) * nextV) / (nextV - square) // signal to noise
  const drift = Math.min(Math.max(snr / ALPHA / eta - 1, -1), 1)
  return { E: nextE, V: nextV, eta: Math.min(eta * exp(Math.min(GAMMA * eta, beta) * drift), 1) }
}

/** Σ^(-1/2) = B D^(-1) B^T / σ. */
function inverseRoot({ basis, scales }: CmaEigen, sigma: number, n: number): Float64Array {
  return fromEigen(
    scales.map((d) => 1 / d / sigma),
    basis,
    n,
  )
}
