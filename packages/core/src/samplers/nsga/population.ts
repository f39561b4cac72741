import { ParzenError } from "../../errors.ts"
import { nonDominationRanks } from "../../math/non-domination.ts"
import type { Direction } from "../../trial/direction.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { Genome } from "./genome.ts"

/** Complete trials and what decides between them: their values, and how far each breaks its constraints if any trial has some. */
export class Population {
  readonly trials: readonly FrozenTrial[]
  /** How many objectives there are. */
  readonly m: number
  /** (n, m) row-major, as they were told. */
  readonly values: Float64Array
  /** 1 for each objective to minimise, -1 for the others. */
  readonly #signs: readonly number[]
  readonly #violations: Float64Array | undefined
  #genome: Genome | undefined
  #genes: Float64Array[] = []

  constructor(trials: readonly FrozenTrial[], directions: readonly Direction[]) {
    this.trials = trials
    this.m = directions.length
    this.#signs = directions.map((direction) => (direction === "maximize" ? -1 : 1))
    this.values = new Float64Array(trials.length * this.m)
    trials.forEach(({ values }, i) => this.values.set(values as readonly number[], i * this.m))
    this.#violations = violationsOf(trials)
  }

  /**
   * Whether trial `i` dominates trial `j`: feasible before infeasible ones, these by their violation, those by their values
   * (Deb et al. 2002, definition 1).
   */
  dominates(i: number, j: number): boolean {
    if (this.#violations !== undefined) {
      const first = this.#violations[i] as number
      const second = this.#violations[j] as number
      if (first > 0 || second > 0) return first < second
    }
    const { m, values } = this
    let isEqual = true
    for (let k = 0; k < m; k++) {
      const difference = compare(values[i * m + k] as number, values[j * m + k] as number) * (this.#signs[k] as number)
      if (difference > 0) return false
      if (difference < 0) isEqual = false
    }
    return !isEqual
  }

  /** The genes of trial `i`, the same array while `genome` is the same. */
  genes(genome: Genome, i: number): Float64Array {
    if (genome !== this.#genome) {
      this.#genome = genome
      this.#genes = []
    }
    return (this.#genes[i] ??= genome.genes((this.trials[i] as FrozenTrial).params))
  }

  /**
   * The indices of the trials by non-domination rank, in each rank ascending. Beyond the first `n` trials ranks may be thrown together.
   * @throws INVALID_CONSTRAINT for NaN among the constraints
   */
  fronts(n: number): number[][] {
    const nan = this.#violations?.findIndex(Number.isNaN) ?? -1
    if (nan >= 0) {
      throw new ParzenError(
        "INVALID_CONSTRAINT",
        `trial ${(this.trials[nan] as FrozenTrial).number} has NaN for a constraint`,
      )
    }
    const losses = this.values.map((value, k) => value * (this.#signs[k % this.m] as number))
    const fronts: number[][] = []
    nonDominationRanks(losses, this.m, { penalty: this.#violations, nBelow: n }).forEach((rank, i) => {
      ;(fronts[rank] ??= []).push(i)
    })
    return fronts
  }
}

/** The sums of what exceeds 0, NaN where a constraint is NaN; `undefined` if no trial has constraints. */
function violationsOf(trials: readonly FrozenTrial[]): Float64Array | undefined {
  let isConstrained = false
  const violations = Float64Array.from(trials, ({ constraints }) => {
    let sum = 0
    for (const name in constraints) {
      isConstrained = true
      const value = constraints[name] as number
      if (!(value <= 0)) sum += value
    }
    return sum
  })
  return isConstrained ? violations : undefined
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
