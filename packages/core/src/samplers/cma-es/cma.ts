/*
 * CMA-ES with rank-one, rank-μ and active updates (Hansen 2016: The CMA Evolution Strategy: A Tutorial, arXiv:1604.00772,
 * appendix A). m mean, σ step size, C = B D^2 B^T covariance, g generation.
 */
import { symmetricEigen } from "../../math/symmetric-eigen.ts"
import type { RandomState } from "../../random/random-state.ts"
import { drawWithin } from "./draw-within.ts"
import { advancePaths, euclideanNorm, keptShare, movedMean, recombined, stepsOf } from "./evolution-path.ts"
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
  static start(strategy: Strategy, mean: Float64Array, sigma: number, covariance?: Float64Array): Cma {
    const { n } = strategy
    const zeros = new Float64Array(n)
    const C = covariance ?? Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0))
    return new Cma(strategy, { generation: 0, mean, sigma, covariance: C, pSigma: zeros, pc: zeros })
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
    const all = Int32Array.from({ length: n }, (_, i) => i)
    const x = drawWithin(() => this.sample(random), all, n)
    return { x, raw: x }
  }

  /** A draw without regard to bounds. */
  sample(random: RandomState): Float64Array {
    const { n } = this.strategy
    const { mean, sigma } = this.state
    const { basis, scales } = this.eigen()
    const z = random.randn(n) // ~ N(0, I), eq. 38
    const x = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      let y = 0
      for (let j = 0; j < n; j++) y += (basis[j * n + i] as number) * (scales[j] as number) * (z[j] as number)
      x[i] = (mean[i] as number) + sigma * y // ~ N(m, σ^2 C), eq. 39 and 40
    }
    return x
  }

  tell(points: readonly Float64Array[]): Cma {
    const { strategy, state } = this
    const generation = state.generation + 1
    const steps = stepsOf(points, state.mean, state.sigma) // ~ N(0, C)
    const yw = recombined(steps, strategy)
    const paths = advancePaths(state, strategy, generation, yw, this.#unrotated(this.#whitened(yw)))
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
    return [sigma, ...mean, ...pSigma, ...pc, ...upperTriangle(covariance, this.dim)]
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

  #nextCovariance(steps: readonly Float64Array[], pc: Float64Array, stall: number): Float64Array {
    const { n, weights, c1, cmu } = this.strategy
    const kept = keptShare(this.strategy, stall)
    const next = this.eigen().covariance.map((c) => kept * c)
    addOuter(next, pc, c1)
    for (const [k, y] of steps.entries()) {
      const w = weights[k] as number
      const scale = w >= 0 ? 1 : n / (euclideanNorm(this.#whitened(y)) ** 2 + EPSILON) // eq. 46
      addOuter(next, y, cmu * w * scale) // eq. 47
    }
    return next
  }

  /** D^(-1) B^T y, which is as long as C^(-1/2) y. */
  #whitened(y: Float64Array): Float64Array {
    const { n } = this.strategy
    const { basis, scales } = this.eigen()
    return y.map((_, i) => dot(basis, i * n, y) / (scales[i] as number))
  }

  /** B v. */
  #unrotated(v: Float64Array): Float64Array {
    const { n } = this.strategy
    const { basis } = this.eigen()
    const out = new Float64Array(n)
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) out[i] = (out[i] as number) + (basis[j * n + i] as number) * (v[j] as number)
    }
    return out
  }
}

/** B diag(values) B^T. */
export function fromEigen(values: Float64Array, basis: Float64Array, n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let k = 0; k < n; k++) addOuter(matrix, basis.subarray(k * n, (k + 1) * n), values[k] as number)
  return matrix
}

/** The rows of a symmetric matrix from its diagonal on. */
export function upperTriangle(matrix: Float64Array, n: number): number[] {
  const triangle: number[] = []
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) triangle.push(matrix[i * n + j] as number)
  return triangle
}

/** matrix += factor y y^T. */
function addOuter(matrix: Float64Array, y: Float64Array, factor: number): void {
  const n = y.length
  for (let i = 0; i < n; i++) {
    const yi = y[i] as number
    for (let j = 0; j < n; j++) matrix[i * n + j] = (matrix[i * n + j] as number) + factor * (yi * (y[j] as number))
  }
}

function dot(matrix: Float64Array, start: number, y: Float64Array): number {
  let sum = 0
  for (let i = 0; i < y.length; i++) sum += (matrix[start + i] as number) * (y[i] as number)
  return sum
}
