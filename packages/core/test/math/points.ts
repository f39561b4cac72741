import * as fc from "fast-check"
import { recorded } from "./recorded.ts"

/** A case of `golden/values/multiobjective.json`. */
export interface GoldenPoints {
  points: number[][]
  reference: number[]
  hypervolume: number
  ranks: number[]
  front?: number[][]
  subsetSize?: number
  hssp?: number[]
}
export const goldenPoints: GoldenPoints[] = recorded("golden/values/multiobjective.json")

/** A random case: duplicates, infinities, penalties. */
export interface RandomPoints {
  m: number
  points: number[]
  nBelow: number | null
  penalty: number[] | null
  ranks: number[]
  front: number[]
  reference?: number[]
  hypervolume?: number
  subsetOf?: number[]
  subsetSize?: number
  subset?: number[]
}
/**
 * What Optuna 5.0.0 answered at random. Without subsets of three objectives on a grid: there gains tie exactly, and the rounding
 * of numpy's matrix product chooses.
 */
export const randomPoints: RandomPoints[] = recorded("math/golden/multiobjective.json")

/** 1 to `maxPoints` points of `m` objectives on a grid of eighths, so that equal coordinates and equal points are common. */
export function pointsOf(m: number, maxPoints: number): fc.Arbitrary<number[][]> {
  const coordinate = fc.integer({ min: 0, max: 6 }).map((k) => k / 8)
  return fc.array(fc.array(coordinate, { minLength: m, maxLength: m }), { minLength: 1, maxLength: maxPoints })
}
