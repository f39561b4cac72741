/*
 * CMA-ES with margin (Hamano, Saito, Nomura & Shirakawa 2022: CMA-ES with Margin, arXiv:2205.13482). Discrete coordinates are drawn
 * continuously and moved onto their grid; mean m and a diagonal A (drawn is m + A (x - m)) are corrected after each generation so
 * that the probability of leaving the present value does not fall below the margin α.
 */
import { chiSquaredQuantile } from "../../math/chi-squared.ts"
import { ndtr } from "../../math/normal.ts"
import type { RandomState } from "../../random/random-state.ts"
import { Cma } from "./cma.ts"
import { drawWithin } from "./draw-within.ts"
import { GridAxis } from "./grid-axis.ts"
import { joined } from "./joined.ts"
import type { Draw, SearchDistribution } from "./search-distribution.ts"

/** CMA-ES over a cube of which some coordinates have a grid. */
export class CmaWithMargin implements SearchDistribution {
  readonly kind = "margin"
  readonly #cma: Cma
  /** The step of each coordinate's grid, 0 for none. */
  readonly #steps: Float64Array
  /** The diagonal of A. */
  readonly #A: Float64Array
  readonly #axes: ReadonlyMap<number, GridAxis>

  constructor(cma: Cma, steps: Float64Array, A: Float64Array) {
    this.#cma = cma
    this.#steps = steps
    this.#A = A
    this.#axes = new Map([...steps].flatMap((step, i) => (step > 0 ? [[i, new GridAxis(step)]] : [])))
  }

  /** With A the identity. */
  static start(cma: Cma, steps: Float64Array): CmaWithMargin {
    return new CmaWithMargin(cma, steps, new Float64Array(cma.dim).fill(1))
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
    const raw = drawWithin(() => this.#cma.sample(random), this.dim, this.#steps)
    const { mean } = this.#cma.state
    const x = raw.slice()
    for (const [i, axis] of this.#axes) {
      const m = mean[i] as number
      x[i] = axis.nearest(((raw[i] as number) - m) * (this.#A[i] as number) + m)
    }
    return { x, raw }
  }

  tell(points: readonly Float64Array[]): CmaWithMargin {
    const next = this.#cma.tell(points)
    const margin = 1 / (this.dim * this.popsize) // α
    const { covariance, sigma } = next.state
    const mean = next.state.mean.slice()
    const A = this.#A.slice()
    for (const [i, axis] of this.#axes) {
      const deviation = sigma * Math.sqrt(covariance[i * (this.dim + 1)] as number)
      const corrected = correct(mean[i] as number, A[i] as number, deviation, axis.limits(mean[i] as number), margin)
      mean[i] = corrected.m
      A[i] = corrected.a
    }
    return new CmaWithMargin(new Cma(next.strategy, { ...next.state, mean }), this.#steps, A)
  }

  numbers(): number[] {
    return joined(this.#cma.numbers(), this.#steps, this.#A)
  }
}

/**
 * The mean and A of one coordinate after the correction. `deviation` is σ √C_ii, `low` and `high` are the midpoints around the value
 * that the mean lies on.
 */
function correct(
  m: number,
  a: number,
  deviation: number,
  [low, high]: readonly [number, number],
  margin: number,
): { m: number; a: number } {
  const below = ndtr((low - m) / (a * deviation))
  const above = 1 - ndtr((high - m) / (a * deviation))
  if (Math.max(below, above) > 0.5) {
    // At an end of the grid: the mean comes near enough to the only midpoint.
    if (!(Math.min(below, above) < margin)) return { m, a }
    const distance = a * deviation * Math.sqrt(chiSquaredQuantile(1 - 2 * margin))
    return { m: high + Math.sign(m - high) * distance, a }
  }
  if (!(Math.max(below, above) <= 0.5)) return { m, a } // NaN: there is no deviation
  const [pLow, pHigh] = widened(below, above, margin)
  const chiLow = Math.sqrt(chiSquaredQuantile(1 - 2 * pLow))
  const chiHigh = Math.sqrt(chiSquaredQuantile(1 - 2 * pHigh))
  // m and A such that the midpoints have these tails.
  return { m: (low * chiHigh + high * chiLow) / (chiLow + chiHigh), a: (high - low) / ((chiLow + chiHigh) * deviation) }
}

/** The tails, each at least α / 2; what that takes comes from all three parts in proportion to what they have above α / 2. */
function widened(below: number, above: number, margin: number): [number, number] {
  const middle = 1 - (below + above)
  const least = margin / 2
  const low = Math.max(below, least)
  const high = Math.max(above, least)
  const excess = 1 - low - high - middle
  const room = low + middle + high - 3 * least
  const clamp = (p: number): number => Math.min(Math.max(p, 1e-10), 0.5 - 1e-10)
  return [clamp(low + (excess * (low - least)) / room), clamp(high + (excess * (high - least)) / room)]
}
