import type { RandomState } from "@parzen/core"
import { describe, ParzenError, warn } from "@parzen/core"
import type { RandomStateOption } from "../splits/random-state.ts"
import { checkRandomState } from "../splits/random-state.ts"
import type { ParamGrid } from "./parameter-grid.ts"
import { byName, checkValues, ParameterGrid } from "./parameter-grid.ts"
import type { RandomVariable } from "./random-variable.ts"
import { isRandomVariable } from "./random-variable.ts"
import { sampleWithoutReplacement } from "./sample-without-replacement.ts"

/** What each parameter is drawn from: a list of values, or a distribution. */
export type ParamDistributions = Readonly<Record<string, ArrayLike<unknown> | RandomVariable>>

/** A drawn value of each parameter. */
export type SampledParams<Space extends ParamDistributions> = Space extends ParamDistributions
  ? { -readonly [Name in keyof Space]: SampledValue<Space[Name]> }
  : never

type SampledValue<Source> =
  Source extends RandomVariable<infer Value> ? Value : Source extends ArrayLike<infer Item> ? Item : never

/** Options of {@link ParameterSampler}. */
export interface ParameterSamplerOptions {
  /** How many combinations to draw. */
  readonly nIter: number
  /**
   * A seed: the same draws in each iteration. Or a generator: it goes on where it stands. Without it, draws differ each
   * time.
   */
  readonly randomState?: RandomStateOption
}

/**
 * Random combinations of parameters (scikit-learn 1.9, `ParameterSampler`). If all are lists, no combination comes
 * twice, and a small space is said as a warning and drawn whole; else each draw is by itself: first one of the spaces,
 * if there are several, then its parameters by name.
 */
export class ParameterSampler<const Space extends ParamDistributions = ParamDistributions> implements Iterable<
  SampledParams<Space>
> {
  /** How many combinations come. */
  readonly length: number
  readonly #spaces: readonly ParamDistributions[]
  readonly #options: ParameterSamplerOptions
  readonly #grid: ParameterGrid | undefined

  /**
   * @throws INVALID_ARGUMENT for what is neither list nor distribution, an empty list, and a wrong `nIter`;
   * INVALID_SEED
   */
  constructor(paramDistributions: Space | readonly Space[], options: ParameterSamplerOptions) {
    this.#spaces = checkSpaces(paramDistributions)
    this.#options = options
    const { nIter, randomState } = options ?? {}
    if (!(Number.isInteger(nIter) && nIter >= 0)) {
      throw new ParzenError("INVALID_ARGUMENT", `nIter: takes a whole number from 0, got ${describe(nIter)}`)
    }
    checkRandomState(randomState)
    const allLists = this.#spaces.every((space) => !Object.values(space).some(isRandomVariable))
    this.#grid = allLists ? new ParameterGrid(this.#spaces as readonly ParamGrid[]) : undefined
    this.length = Math.min(nIter, this.#grid?.length ?? nIter)
  }

  *[Symbol.iterator](): Generator<SampledParams<Space>> {
    const { nIter, randomState } = this.#options
    const random = checkRandomState(randomState)
    if (this.#grid === undefined) {
      for (let i = 0; i < nIter; i++) yield drawFrom(this.#spaces, random) as SampledParams<Space>
      return
    }
    if (this.length < nIter) {
      warn(
        `nIter: ${nIter} combinations are asked for, there are ${this.length}; all of them come. A grid search goes through them in order`,
      )
    }
    for (const index of sampleWithoutReplacement(this.#grid.length, this.length, random)) {
      yield this.#grid.at(index) as SampledParams<Space>
    }
  }
}

function checkSpaces(
  paramDistributions: ParamDistributions | readonly ParamDistributions[],
): readonly ParamDistributions[] {
  const spaces: readonly unknown[] = Array.isArray(paramDistributions) ? paramDistributions : [paramDistributions]
  if (spaces.length === 0)
    throw new ParzenError("INVALID_ARGUMENT", "paramDistributions: takes one space or more, got none")
  for (const space of spaces) {
    if (typeof space !== "object" || space === null || Array.isArray(space)) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `paramDistributions: takes an object, or a list of objects, got ${describe(space)}`,
      )
    }
    for (const [name, source] of Object.entries(space)) if (!isRandomVariable(source)) checkValues(name, source)
  }
  return spaces as readonly ParamDistributions[]
}

function drawFrom(spaces: readonly ParamDistributions[], random: RandomState): Record<string, unknown> {
  const space = spaces[random.randint(spaces.length)] as ParamDistributions
  const drawn = byName(space).map(([name, source]) => [
    name,
    isRandomVariable(source) ? source.rvs(random) : source[random.randint(source.length)],
  ])
  return Object.fromEntries(drawn) as Record<string, unknown>
}
