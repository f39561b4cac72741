import { violation } from "../../trial/constraints.ts"
import type { Direction } from "../../trial/direction.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { TrialHistory } from "../../trial/study-view.ts"
import { ParetoSplit } from "./pareto-split.ts"
import { RankedTrials } from "./ranked-trials.ts"

/** With one objective no more trials than this are good. */
const MAX_BELOW = 25

/**
 * Which of a study's complete and pruned trials are good ("below") and which are the rest ("above", Watanabe 2023): a tenth of
 * them, with one objective at most 25. Good are the best of the complete feasible ones; if these do not suffice, the pruned
 * feasible ones that went furthest; then those that violate their constraints least. Failed trials do not count.
 */
export class Split {
  /** The numbers of the good trials; the same array while they are the same. */
  below: readonly number[] = []
  /** How many trials are complete or pruned. */
  size = 0
  readonly #sign: number
  readonly #complete: RankedTrials | ParetoSplit
  readonly #pruned: RankedTrials
  readonly #infeasible: RankedTrials
  readonly #isMulti: boolean
  #seen = 0

  constructor(directions: readonly Direction[]) {
    this.#isMulti = directions.length > 1
    this.#sign = directions[0] === "maximize" ? -1 : 1
    const limit = this.#isMulti ? Infinity : MAX_BELOW
    this.#complete = this.#isMulti ? new ParetoSplit(directions) : new RankedTrials(limit)
    this.#pruned = new RankedTrials(limit)
    this.#infeasible = new RankedTrials(limit)
  }

  /** Takes in the trials that have finished since the last call. */
  update({ finished }: TrialHistory): void {
    if (this.#seen === finished.length) return
    for (; this.#seen < finished.length; this.#seen++) this.#add(finished[this.#seen] as FrozenTrial)
    const tenth = Math.ceil(0.1 * this.size)
    const nBelow = this.#isMulti ? tenth : Math.min(tenth, MAX_BELOW)
    const complete =
      this.#complete instanceof ParetoSplit ? this.#complete.best(nBelow) : this.#complete.numbers.slice(0, nBelow)
    const pruned = this.#pruned.numbers.slice(0, nBelow - complete.length)
    const infeasible = this.#infeasible.numbers.slice(0, nBelow - complete.length - pruned.length)
    const below = [...complete, ...pruned, ...infeasible]
    if (below.length !== this.below.length || below.some((number, i) => number !== this.below[i])) this.below = below
  }

  #add(trial: FrozenTrial): void {
    const { state, number, values } = trial
    if (state === "fail") return
    this.size++
    const excess = violation(trial.systemAttrs)
    if (excess > 0) {
      this.#infeasible.insert(number, excess)
    } else if (state === "pruned") {
      const step = trial.lastStep
      const report = step === undefined ? 0 : (trial.intermediateValues[step] as number)
      this.#pruned.insert(number, step === undefined ? 1 : -step, Number.isNaN(report) ? Infinity : this.#sign * report)
    } else if (this.#complete instanceof ParetoSplit) {
      this.#complete.insert(number, values as readonly number[])
    } else {
      this.#complete.insert(number, this.#sign * (values?.[0] as number))
    }
  }
}
