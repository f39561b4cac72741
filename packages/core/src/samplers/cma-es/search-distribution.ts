import type { RandomState } from "../../random/random-state.ts"

/** A point of the unit cube that was drawn. */
export interface Draw {
  /** What is evaluated. */
  readonly x: Float64Array
  /** What is told back; other than `x` where that was moved onto a grid. */
  readonly raw: Float64Array
}

/** A distribution over the unit cube, which moves generation by generation to where points were good. It never changes itself. */
export interface SearchDistribution {
  readonly kind: "full" | "learningRate" | "separable" | "margin"
  readonly dim: number
  /** How many points make a generation: λ. */
  readonly popsize: number
  /** Counts from 0. */
  readonly generation: number
  /** Draws a point, at worst with coordinates moved to the cube's surface. */
  ask(random: RandomState): Draw
  /** The distribution of the next generation, from `popsize` points of this one, the best first. */
  tell(points: readonly Float64Array[]): SearchDistribution
  /** All that makes up the distribution apart from the fields above, to be restored from. */
  numbers(): number[]
}
