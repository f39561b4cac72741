/*
 * The separable CMA-ES (Ros & Hansen 2008: A Simple Modification in CMA-ES Achieving Linear Time and Space Complexity): C is
 * diagonal, all else as in cma.ts.
 */
import type { RandomState } from "../../random/random-state.ts"
import { drawWithin } from "./draw-within.ts"
import type { Paths } from "./evolution-path.ts"
import { advancePaths, keptShare, movedMean, recombined, stepsOf } from "./evolution-path.ts"
import { joined } from "./joined.ts"
import type { Draw, SearchDistribution } from "./search-distribution.ts"
import type { Strategy } from "./strategy.ts"

/** What changes from generation to generation. */
export interface SeparableState extends Paths {
  readonly generation: number
  readonly mean: Float64Array
  /** The diagonal of C. */
  readonly variances: Float64Array
}

/** The separable CMA-ES, for two dimensions and more. */
export class SeparableCma implements SearchDistribution {
  readonly kind = "separable"
  readonly #strategy: Strategy
  readonly #state: SeparableState
  /** The diagonal of D. */
  readonly #scales: Float64Array

  constructor(strategy: Strategy, state: SeparableState) {
    this.#strategy = strategy
    this.#state = state
    this.#scales = state.variances.map((c) => Math.sqrt(c < 0 ? 1e-8 : c))
  }

  /** The first generation, around `mean`. */
  static start(strategy: Strategy, mean: Float64Array, sigma: number): SeparableCma {
    const zeros = new Float64Array(strategy.n)
    const variances = new Float64Array(strategy.n).fill(1)
    return new SeparableCma(strategy, { generation: 0, mean, sigma, variances, pSigma: zeros, pc: zeros })
  }

  get dim(): number {
    return this.#strategy.n
  }

  get popsize(): number {
    return this.#strategy.popsize
  }

  get generation(): number {
    return this.#state.generation
  }

  ask(random: RandomState): Draw {
    const { n } = this.#strategy
    const { mean, sigma } = this.#state
    const draw = (): Float64Array => {
      const x = random.randn(n) // ~ N(0, I)
      for (let i = 0; i < n; i++) x[i] = (mean[i] as number) + sigma * (this.#scales[i] as number) * (x[i] as number)
      return x // ~ N(m, σ^2 C)
    }
    const x = drawWithin(draw, n)
    return { x, raw: x }
  }

  tell(points: readonly Float64Array[]): SeparableCma {
    const strategy = this.#strategy
    const { mean, sigma, variances } = this.#state
    const generation = this.#state.generation + 1
    const steps = stepsOf(points, mean, sigma) // ~ N(0, C)
    const yw = recombined(steps, strategy)
    const whitened = yw.map((y, i) => y / (this.#scales[i] as number))
    const { stall, ...paths } = advancePaths(this.#state, strategy, generation, yw, whitened)
    const { n, c1, cmu, mu, weights } = strategy
    const kept = keptShare(strategy, stall)
    const next = variances.map((c, i) => {
      let rankMu = 0
      for (let k = 0; k < mu; k++) rankMu += (weights[k] as number) * (steps[k * n + i] as number) ** 2
      return kept * c + c1 * (paths.pc[i] as number) ** 2 + cmu * rankMu // Hansen 2016, eq. 47, its diagonal
    })
    return new SeparableCma(strategy, { generation, mean: movedMean(mean, sigma, yw), variances: next, ...paths })
  }

  numbers(): number[] {
    const { mean, sigma, variances, pSigma, pc } = this.#state
    return joined([sigma], mean, pSigma, pc, variances)
  }
}
