import type { FloatDistribution } from "../distributions/float.ts"
import type { IntDistribution } from "../distributions/int.ts"
import { exp } from "../math/exp.ts"
import { log } from "../math/log.ts"
import { nextAfter } from "../math/next-after.ts"
import { roundHalfEven } from "../math/round-half-even.ts"

/** A parameter with one column of numbers; a categorical one has a column for each choice, and the largest number wins. */
export type NumericDistribution = FloatDistribution | IntDistribution

/** Ends of a column, `low` included. */
export interface ColumnBounds {
  readonly low: number
  readonly high: number
}

/**
 * The interval that a numeric parameter is drawn from, as Optuna 5.0.0 does: with `log` in nats, and with a step widened by
 * half a step at both ends, so that rounding gives each value of the grid an equal share.
 */
export function columnBounds({ kind, low, high, step, log: logarithmic }: NumericDistribution): ColumnBounds {
  const half = step === undefined ? 0 : 0.5 * step
  if (!logarithmic) return { low: low - half, high: high + half }
  // Integers are widened before the logarithm; floats have no step here.
  return kind === "int" ? { low: log(low - half), high: log(high + half) } : { low: log(low), high: log(high) }
}

/** The parameter's value for the number `x` of its column: on the grid if it has one, in range, and below `high` otherwise. */
export function fromColumn(distribution: NumericDistribution, x: number): number {
  const { low, high, step } = distribution
  if (low === high) return low
  if (distribution.kind === "int") {
    const value = distribution.log
      ? roundHalfEven(exp(x))
      : Math.floor((x - low) / distribution.step + 0.5) * distribution.step + low
    return Math.min(Math.max(value, low), high)
  }
  if (step === undefined) {
    const value = distribution.log ? Math.max(exp(x), low) : x
    return value < high ? value : nextAfter(high, high - 1)
  }
  return Math.min(Math.max(roundHalfEven((x - low) / step) * step + low, low), high)
}
