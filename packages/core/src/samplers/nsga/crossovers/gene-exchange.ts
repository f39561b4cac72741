import { describe, ParzenError } from "../../../errors.ts"
import type { RandomState } from "../../../random/random-state.ts"
import type { StudyView } from "../../../trial/study-view.ts"
import { checkNumber, checkProbability } from "../check.ts"

/** Options of `SBXCrossover` and `VSBXCrossover`. */
export interface SimulatedBinaryOptions {
  /** The distribution's index, at least 0: the larger, the nearer children are to their parents. By default 2 with one objective, 20 with several. */
  readonly eta?: number | undefined
  /** With which probability the two children exchange a gene. By default 0.5. */
  readonly uniformCrossoverProb?: number | undefined
  /** With which probability, above 0, a gene is a new one rather than a parent's. By default 0.5. */
  readonly useChildGeneProb?: number | undefined
}

/** What the simulated binary crossovers share: of two children that are made, one mixture is kept. */
export class GeneExchange {
  readonly #eta: number | undefined
  readonly #uniformCrossoverProb: number
  readonly #useChildGeneProb: number

  /** @throws INVALID_ARGUMENT */
  constructor({ eta, uniformCrossoverProb = 0.5, useChildGeneProb = 0.5 }: SimulatedBinaryOptions) {
    if (eta !== undefined) checkNumber("eta", eta, 0)
    checkProbability("uniformCrossoverProb", uniformCrossoverProb)
    if (!(typeof useChildGeneProb === "number" && useChildGeneProb > 0 && useChildGeneProb <= 1)) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `useChildGeneProb must be a number above 0 and at most 1, got ${describe(useChildGeneProb)}`,
      )
    }
    this.#eta = eta
    this.#uniformCrossoverProb = uniformCrossoverProb
    this.#useChildGeneProb = useChildGeneProb
  }

  eta({ directions }: StudyView): number {
    return this.#eta ?? (directions.length > 1 ? 20 : 2)
  }

  /** Gene by gene: new or the parents', exchanged or not; then one of the two. */
  pick(
    children: readonly ArrayLike<number>[],
    parents: readonly ArrayLike<number>[],
    random: RandomState,
  ): Float64Array {
    const [first, second] = children as readonly [ArrayLike<number>, ArrayLike<number>]
    const one = new Float64Array(first.length)
    const other = new Float64Array(first.length)
    for (let i = 0; i < first.length; i++) {
      const [a, b] =
        random.random() < this.#useChildGeneProb
          ? [first, second]
          : (parents as readonly [ArrayLike<number>, ArrayLike<number>])
      const isKept = random.random() >= this.#uniformCrossoverProb
      one[i] = (isKept ? a : b)[i] as number
      other[i] = (isKept ? b : a)[i] as number
    }
    return random.random() < 0.5 ? one : other
  }
}
