/*
 * CMA-ES with rank-one, rank-μ and active updates (Hansen 2016: The CMA Evolution Strategy: A Tutorial, arXiv:1604.00772,
 * appendix A). m mean, σ step size, C = B D^2 B^T covariance, g generation.
 */
import { addOuter, fromEigen, identity, upperTriangle } from "../../math/square-matrix.ts"
import { symmetricEigen } from "../../math/symmetric-eigen.ts"
import type { RandomState } from "../../random/random-state.ts"
import { drawWithin } from "./draw-within.ts"
import { advancePaths, keptShare, movedMean, recombined, stepsOf, sumOfSquares } from "./evolution-path.ts"
import { joined } from "./joined.ts"
import type { Draw, SearchDistribution } from "./search-distribution.ts"
import type { Strategy } from "./strategy.ts"

/** Takes the place of a negative eigenvalue, and keeps eq. 46 from dividing by 0. */
const EPSILON = 1e-8

/** What changes from generation to generation. */
export interface CmaState {
  readonly generation: number
  readonly mean: Float64Array
  readonly sigma: number
  /** `(n, n)`, row-major. */
  readonly covariance: Float64Array
  readonly pSigma: Float64Array
  readonly pc: Float64Array
}

/** What {@link Cma.eigen} answers. */
export interface CmaEigen {
  /** Row `i` is B's column `i`. */
  readonly basis: Float64Array
  /** The diagonal of D. */
  readonly scales: Float64Array
  /** B D^2 B^T, which is C unless that had negative eigenvalues. */
  readonly covariance: Float64Array
}

/** The full CMA-ES. */
export class Cma implements SearchDistribution {
  readonly kind = "full"
  readonly strategy: Strategy
  readonly state: CmaState
  #eigen: CmaEigen | undefined

  constructor(strategy: Strategy, state: CmaState) {
    this.strategy = strategy
    this.state = state
  }

  /** The first generation, around `mean`; `covariance` is the identity unless it is given. */
  static start(
    strategy: Strategy,
    mean: Float64Array,
    sigma: number,
    covariance: Float64Array = identity(strategy.n),
  ): Cma {
    const zeros = new Float64Array(strategy.n)
    return new Cma(strategy, { generation: 0, mean, sigma, covariance, pSigma: zeros, pc: zeros })
  }

  get dim(): number {
    return this.strategy.n
  }

  get popsize(): number {
    return this.strategy.popsize
  }

  get generation(): number {
    return this.state.generation
  }

  ask(random: RandomState): Draw {
    const { n } = this.strategy
    const x = drawWithin(() => this.sample(random), n)
    return { x, raw: x }
  }

  /** A draw without regard to bounds. */
  sample(random: RandomState): Float64Array {
    const { n } = this.strategy
    const { mean, sigma } = this.state
    const { basis, scales } = this.eigen()
    const y = new Float64Array(n)
    for (let j = 0; j < n; j++) {
      const z = random.standardNormal() * (scales[j] as number) // ~ N(0, D^2), eq. 38
      for (let i = 0; i < n; i++) y[i] = (y[i] as number) + (basis[j * n + i] as number) * z // ~ N(0, C), eq. 39
    }
    for (let i = 0; i < n; i++) y[i] = (mean[i] as number) + sigma * (y[i] as number) // ~ N(m, σ^2 C), eq. 40
    return y
  }

  tell(points: readonly Float64Array[]): Cma {
    const { strategy, state } = this
    const generation = state.generation + 1
    const steps = stepsOf(points, state.mean, state.sigma) // ~ N(0, C)
    const yw = recombined(steps, strategy)
    const paths = advancePaths(state, strategy, generation, yw, this.#unrotated(this.#whitened(yw, 0)))
    const covariance = this.#nextCovariance(steps, paths.pc, paths.stall)
    const { pSigma, pc, sigma } = paths
    return new Cma(strategy, {
      generation,
      mean: movedMean(state.mean, state.sigma, yw),
      sigma,
      covariance,
      pSigma,
      pc,
    })
  }

  numbers(): number[] {
    const { mean, sigma, covariance, pSigma, pc } = this.state
    return joined([sigma], mean, pSigma, pc, upperTriangle(covariance, this.dim))
  }

  /** B and D. */
  eigen(): CmaEigen {
    if (this.#eigen !== undefined) return this.#eigen
    const { n } = this.strategy
    const { values, vectors: basis } = symmetricEigen(this.state.covariance, n)
    const isSound = values.every((value) => value >= 0)
    const squares = isSound ? values : values.map((value) => (value < 0 ? EPSILON : value))
    const covariance = isSound ? this.state.covariance : fromEigen(squares, basis, n)
    this.#eigen = { basis, scales: squares.map(Math.sqrt), covariance }
    return this.#eigen
  }

  #nextCovariance(steps: Float64Array, pc: Float64Array, stall: number): Float64Array {
    const { n, popsize, weights, c1, cmu } = this.strategy
    const kept = keptShare(this.strategy, stall)
    const next = this.eigen().covariance.map((c) => kept * c)
    addOuter(next, n, pc, 0, c1)
    for (let k = 0; k < popsize; k++) {
      const w = weights[k] as number
      const scale = w >= 0 ? 1 : n / (sumOfSquares(this.#whitened(steps, k)) + EPSILON) // eq. 46
      addOuter(next, n, steps, k, cmu * w * scale) // eq. 47
    }
    return next
  }

  /** D^(-1) B^T y, which is as long as C^(-1/2) y; y is row `row` of `rows`. */
  #whitened(rows: Float64Array, row: number): Float64Array {
    const { n } = this.strategy
    const { basis, scales } = this.eigen()
    const out = new Float64Array(n)
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += (basis[j * n + i] as number) * (rows[row * n + i] as number)
      out[j] = sum / (scales[j] as number)
    }
    return out
  }

  /** B v. */
  #unrotated(v: Float64Array): Float64Array {
    const { n } = this.strategy
    const { basis } = this.eigen()
    const out = new Float64Array(n)
    for (let j = 0; j < n; j++) {
      const vj = v[j] as number
      for (let i = 0; i < n; i++) out[i] = (out[i] as number) + (basis[j * n + i] as number) * vj
    }
    return out
  }
}
