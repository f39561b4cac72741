import type { Distribution } from "../../distributions/distribution.ts"
import { sameDistribution } from "../../distributions/distribution.ts"
import type { Direction } from "../../trial/direction.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { Situation } from "./rule.ts"

/** Follows what the trials of a study tell of it. */
export class Observed {
  /** The complete trials, in the order in which they became known. */
  readonly complete: FrozenTrial[] = []
  /** -1 if the first objective is to be maximised. */
  readonly sign: 1 | -1
  readonly #nObjectives: number
  #nFinished = 0
  #hasConstraints = false
  #isConditional = false
  #first: Readonly<Record<string, Distribution>> | undefined

  constructor(directions: readonly Direction[]) {
    this.sign = directions[0] === "maximize" ? -1 : 1
    this.#nObjectives = directions.length
  }

  add(trial: FrozenTrial): void {
    if (trial.state === "fail") return
    this.#nFinished++
    for (const _ in trial.constraints) this.#hasConstraints = true
    if (trial.state !== "complete") return
    this.complete.push(trial)
    this.#first ??= trial.distributions
    this.#isConditional ||= !haveSame(this.#first, trial.distributions)
  }

  /** The parameters that have more than one value; meaningful if all trials have the same. */
  get params(): readonly (readonly [name: string, distribution: Distribution])[] {
    return Object.entries(this.#first ?? {}).filter(([, distribution]) => !distribution.single())
  }

  situation(nTrials: number | undefined): Situation {
    const distributions = this.params.map(([, distribution]) => distribution)
    return {
      nObjectives: this.#nObjectives,
      nTrials,
      nFinished: this.#nFinished,
      nComplete: this.complete.length,
      nParams: distributions.length,
      nCategorical: distributions.filter(({ kind }) => kind === "categorical").length,
      isConditional: this.#isConditional,
      hasConstraints: this.#hasConstraints,
    }
  }
}

function haveSame(a: Readonly<Record<string, Distribution>>, b: Readonly<Record<string, Distribution>>): boolean {
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const other = b[name]
      return other !== undefined && sameDistribution(a[name] as Distribution, other)
    })
  )
}
