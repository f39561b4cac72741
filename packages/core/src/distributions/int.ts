import { describe, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import { checkNumber } from "./float.ts"

/** Options of an integer parameter: a grid of `step`, or a logarithmic scale, not both. */
export interface IntOptions {
  /** Distance of the grid `low, low + step, ...`; an integer above 0, by default 1. */
  readonly step?: number | undefined
  /** Whether to search in the logarithm of the value; needs `low` of at least 1. */
  readonly log?: boolean | undefined
}

/** Integers from `low` to `high`, both included; with `step` only `low + k * step`. */
export class IntDistribution {
  readonly kind = "int"
  readonly low: number
  readonly high: number
  readonly step: number
  readonly log: boolean

  /**
   * A `high` that `step` does not reach is lowered to the last grid point, with a warning.
   * @throws INVALID_DISTRIBUTION for numbers that are not safe integers, `low` above `high`, `step` below 1, `step`
   * other than 1 with `log`, `log` with `low` below 1.
   */
  constructor(low: number, high: number, { step = 1, log = false }: IntOptions = {}) {
    const wrong = intMistake(low, high, step, log)
    if (wrong !== undefined) throw new ParzenError("INVALID_DISTRIBUTION", wrong)
    this.low = low
    this.high = high - ((high - low) % step)
    this.step = step
    this.log = log
    if (this.high !== high)
      warn(`int(${low}, ${high}): step ${step} does not divide the range, high is now ${this.high}`)
  }

  /** Whether there is one value only. */
  single(): boolean {
    return this.low === this.high
  }

  /** Whether `internal` lies in range and on the grid. */
  contains(internal: number): boolean {
    return this.low <= internal && internal <= this.high && (internal - this.low) % this.step === 0
  }

  /** @throws INVALID_PARAM_VALUE for anything but a number, NaN, and with `log` a value not above 0. */
  toInternal(value: unknown): number {
    return checkNumber(value, this.log)
  }

  /** The value a user sees for the stored number: its integer part. */
  toExternal(internal: number): number {
    return Math.trunc(internal)
  }
}

/** An integer parameter's distribution, for `trial.suggest`, `createTrial` and the searches. */
export function int(low: number, high: number, options?: IntOptions): IntDistribution {
  return new IntDistribution(low, high, options)
}

function intMistake(low: unknown, high: unknown, step: unknown, log: boolean): string | undefined {
  const range = `int(${describe(low)}, ${describe(high)})`
  if (typeof log !== "boolean") return `${range}: log must be true or false, got ${describe(log)}`
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) return `${range}: low and high must be integers`
  if ((low as number) > (high as number)) return `${range}: low ${low} is above high ${high}`
  if (log && step !== 1) return `${range}: step ${describe(step)} and log exclude each other`
  if (log && (low as number) < 1) return `${range}: log needs low of at least 1, got ${low}`
  if (!(Number.isSafeInteger(step) && (step as number) > 0)) {
    return `${range}: step must be an integer above 0, got ${describe(step)}`
  }
  return undefined
}
