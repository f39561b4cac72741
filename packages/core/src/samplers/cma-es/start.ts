import type { Params } from "../../distributions/distribution.ts"
import { describe, ParzenError } from "../../errors.ts"
import type { Direction } from "../../trial/direction.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import { Cma } from "./cma.ts"
import { CmaWithMargin } from "./cma-with-margin.ts"
import { LearningRateCma } from "./learning-rate-cma.ts"
import { ranked } from "./ranked.ts"
import type { SearchDistribution } from "./search-distribution.ts"
import { SeparableCma } from "./separable-cma.ts"
import { defaultPopsize, fullStrategy, separableStrategy } from "./strategy.ts"
import type { UnitCube } from "./unit-cube.ts"
import type { Start } from "./warm-start.ts"
import { LEAST_SOURCES, warmStart } from "./warm-start.ts"

/** What a study's first distribution depends on. */
export interface StartOptions {
  readonly variant: SearchDistribution["kind"]
  readonly x0: Readonly<Params> | undefined
  readonly sigma0: number | undefined
  readonly popsize: number | undefined
  readonly sourceTrials: readonly FrozenTrial[] | undefined
  readonly considerPrunedTrials: boolean
}

/** Below this a step size would only divide by 0. */
const SIGMA_MIN = 1e-10

/**
 * The distribution of generation 0 over `cube`. One dimension is never separable.
 * @throws INVALID_ARGUMENT, SEARCH_SPACE_MISMATCH
 */
export function startOf(cube: UnitCube, direction: Direction, options: StartOptions): SearchDistribution {
  const { variant, sourceTrials, popsize = defaultPopsize(cube.dim) } = options
  const {
    mean,
    sigma: given,
    covariance,
  }: Partial<Start> & Pick<Start, "mean" | "sigma"> = sourceTrials === undefined
    ? { mean: givenMean(cube, options.x0), sigma: options.sigma0 ?? 1 / 6 }
    : warmStart(sourcePoints(cube, direction, sourceTrials, options.considerPrunedTrials))
  if (!mean.every((x) => x >= 0 && x <= 1)) {
    throw new ParzenError(
      "SEARCH_SPACE_MISMATCH",
      "sourceTrials: the best of them are, on average, out of this study's ranges",
    )
  }
  const sigma = Math.max(given, SIGMA_MIN)
  if (variant === "separable" && cube.dim > 1) {
    return SeparableCma.start(separableStrategy(cube.dim, popsize), mean, sigma)
  }
  const cma = Cma.start(fullStrategy(cube.dim, popsize), mean, sigma, covariance)
  if (variant === "margin") return CmaWithMargin.start(cma, cube.steps)
  return variant === "learningRate" ? LearningRateCma.start(cma) : cma
}

/** The middle of the cube, or `x0`. */
function givenMean(cube: UnitCube, x0: Readonly<Params> | undefined): Float64Array {
  if (x0 === undefined) return new Float64Array(cube.dim).fill(0.5)
  const mean = cube.toPoint(x0)
  if (mean?.every((x) => x >= 0 && x <= 1)) return mean
  const given = cube.names.map((name) => `${name}: ${describe(x0[name])}`).join(", ")
  throw new ParzenError("INVALID_ARGUMENT", `x0 must have a number in range for each numeric parameter, got ${given}`)
}

/** The source trials of the same parameters as points, the best first. */
function sourcePoints(
  cube: UnitCube,
  direction: Direction,
  sourceTrials: readonly FrozenTrial[],
  considerPruned: boolean,
): Float64Array[] {
  const points: { point: Float64Array; value: number }[] = []
  for (const { state, value, params } of sourceTrials) {
    if (value === undefined || !(state === "complete" || (state === "pruned" && considerPruned))) continue
    const point = Object.keys(params).length === cube.dim ? cube.toPoint(params) : undefined
    if (point !== undefined) points.push({ point, value })
  }
  const best = ranked(points, direction).map(({ point }) => point)
  const needs = `sourceTrials: ${LEAST_SOURCES} finished trials of exactly the parameters ${cube.names.join(", ")} are needed`
  if (best.length < LEAST_SOURCES) throw new ParzenError("SEARCH_SPACE_MISMATCH", `${needs}, got ${best.length}`)
  return best
}
