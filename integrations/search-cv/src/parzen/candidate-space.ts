import type { Distribution, Params, ParamValue, SearchSpace, TrialLike } from "@parzen/core"
import { CategoricalDistribution, describe, ParzenError, sameDistribution } from "@parzen/core"
import type { Candidate } from "../candidate.ts"
import { countValues, placeOf, valueAt } from "./grid-places.ts"
import type { ParamSource } from "./param-source.ts"
import { readSource } from "./param-source.ts"

/** Where the values of each parameter come from. */
export type ParamSpace = Readonly<Record<string, ParamSource>>

/** One parameter of one space. */
interface Entry {
  readonly name: string
  /** Its name in the trials: another one where several spaces have it with different values. */
  readonly key: string
  readonly distribution: Distribution
  readonly values: readonly unknown[] | undefined
}

interface Space {
  readonly entries: readonly Entry[]
  readonly size: number
}

/** The candidates of one space, or of several of which a trial first chooses one: between a trial's parameters and an estimator's. */
export class CandidateSpace {
  /** How many candidates there are; `Infinity` if a parameter has a range without steps. */
  readonly size: number
  /** Of all trial parameters. */
  readonly distributions: SearchSpace
  readonly #spaces: readonly Space[]
  /** What chooses the space, if there are several. */
  readonly #choice: { readonly key: string; readonly distribution: CategoricalDistribution<number> } | undefined

  /** @throws INVALID_ARGUMENT, INVALID_DISTRIBUTION */
  constructor(paramDistributions: ParamSpace | readonly ParamSpace[]) {
    this.#spaces = readSpaces(paramDistributions)
    this.size = this.#spaces.reduce((total, { size }) => total + size, 0)
    const entries = this.#spaces.flatMap((space) => space.entries)
    const distributions = new Map<string, Distribution>()
    if (this.#spaces.length > 1) {
      const taken = new Set(entries.map(({ key }) => key))
      let key = "space"
      while (taken.has(key)) key = `_${key}`
      this.#choice = { key, distribution: new CategoricalDistribution(this.#spaces.map((_, i) => i)) }
      distributions.set(key, this.#choice.distribution)
    }
    for (const { key, distribution } of entries) distributions.set(key, distribution)
    this.distributions = distributions
  }

  /** Lets `trial` suggest a candidate. */
  suggest(trial: Pick<TrialLike, "suggest">): Candidate {
    return this.toCandidate(this.draw((key, distribution) => trial.suggest({ [key]: distribution })[key] as ParamValue))
  }

  /** The parameters of a trial, each drawn by `draw`, in order. */
  draw(draw: (key: string, distribution: Distribution) => ParamValue): Params {
    const params: Params = {}
    if (this.#choice !== undefined) params[this.#choice.key] = draw(this.#choice.key, this.#choice.distribution)
    for (const { key, distribution } of this.#spaceOf(params).entries) {
      params[key] = draw(key, distribution)
    }
    return params
  }

  /** The estimator's parameters for those of a trial. */
  toCandidate(params: Params): Candidate {
    const entries = this.#spaceOf(params).entries.map(({ name, key, distribution, values }) => {
      const value = params[key]
      return [name, values === undefined || value === undefined ? value : values[placeOf(distribution, value)]]
    })
    return Object.fromEntries(entries) as Candidate
  }

  /** The trial parameters of candidate `index`, from 0, in a finite space. */
  at(index: number): Params {
    let left = index
    for (const [i, { entries, size }] of this.#spaces.entries()) {
      if (left >= size) {
        left -= size
        continue
      }
      const params: Params = this.#choice === undefined ? {} : { [this.#choice.key]: i }
      for (const { key, distribution } of entries) {
        const count = countValues(distribution)
        params[key] = valueAt(distribution, left % count)
        left = Math.floor(left / count)
      }
      return params
    }
    throw new RangeError(`there is no candidate ${index} of ${this.size}`)
  }

  /** The candidates of a finite space that are one step from that of `params`: another choice, or the number beside. */
  neighbours(params: Params): Params[] {
    return this.#spaceOf(params).entries.flatMap(({ key, distribution }) => {
      const count = countValues(distribution)
      const place = placeOf(distribution, params[key] as ParamValue)
      const others = Array.from({ length: distribution.kind === "categorical" ? count : 3 }, (_, i) =>
        distribution.kind === "categorical" ? i : place - 1 + i,
      )
      const there = others.filter((other) => other !== place && other >= 0 && other < count)
      return there.map((other) => ({ ...params, [key]: valueAt(distribution, other) }))
    })
  }

  /** The same for the same candidate of a finite space. */
  keyOf(params: Params): string {
    const choice = this.#choice === undefined ? 0 : params[this.#choice.key]
    const places = this.#spaceOf(params).entries.map(({ key, distribution }) => {
      const value = params[key]
      return value === undefined ? "" : placeOf(distribution, value)
    })
    return [choice, ...places].join()
  }

  /** One candidate for each value that bounds a parameter, to ask an estimator whether it knows it. */
  samples(): Candidate[] {
    return this.#spaces.flatMap(({ entries }) =>
      entries.flatMap(({ name, distribution, values }) => {
        if (values !== undefined) return values.map((value) => ({ [name]: value }))
        const ends = distribution.kind === "categorical" ? distribution.choices : [distribution.low, distribution.high]
        return ends.map((value) => ({ [name]: value }))
      }),
    )
  }

  #spaceOf(params: Params): Space {
    const index = this.#choice === undefined ? 0 : ((params[this.#choice.key] as number | undefined) ?? 0)
    return this.#spaces[index] as Space
  }
}

function readSpaces(paramDistributions: ParamSpace | readonly ParamSpace[]): readonly Space[] {
  const given: readonly unknown[] = Array.isArray(paramDistributions) ? paramDistributions : [paramDistributions]
  if (given.length === 0)
    throw new ParzenError("INVALID_ARGUMENT", "paramDistributions: takes one space or more, got none")
  const known = new Map<string, Distribution>()
  return given.map((space) => {
    if (typeof space !== "object" || space === null || Array.isArray(space)) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `paramDistributions: takes an object, or a list of objects, got ${describe(space)}`,
      )
    }
    const entries = Object.entries(space)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, source]): Entry => {
        const read = readSource(name, source)
        return { name, key: keyFor(name, read.distribution, known), ...read }
      })
    return { entries, size: entries.reduce((size, { distribution }) => size * countValues(distribution), 1) }
  })
}

/** The first free name for a parameter: a study has one distribution for each. */
function keyFor(name: string, distribution: Distribution, known: Map<string, Distribution>): string {
  for (let i = 0; ; i++) {
    const key = i === 0 ? name : `${name} (${i + 1})`
    const other = known.get(key)
    if (other !== undefined && !sameDistribution(other, distribution)) continue
    known.set(key, distribution)
    return key
  }
}
