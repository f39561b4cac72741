import { describe, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import { lastStep } from "../math/decimal.ts"

/** Options of a float parameter: a grid of `step`, or a logarithmic scale, not both. */
export interface FloatOptions {
  /** Distance of the grid `low, low + step, ...`; above 0. */
  readonly step?: number | undefined
  /** Whether to search in the logarithm of the value; needs `low` above 0. */
  readonly log?: boolean | undefined
}

/** Real numbers from `low` to `high`, both included; with `step` only `low + k * step`. */
export class FloatDistribution {
  readonly kind = "float"
  readonly low: number
  readonly high: number
  readonly step: number | undefined
  readonly log: boolean

  /**
   * A `high` that `step` does not reach is lowered to the last grid point, with a warning.
   * @throws INVALID_DISTRIBUTION for bounds that are not finite, `low` above `high`, `step` not above 0, `step` with
   * `log`, `log` with `low` not above 0.
   */
  constructor(low: number, high: number, { step, log = false }: FloatOptions = {}) {
    const wrong = floatMistake(low, high, step, log)
    if (wrong !== undefined) throw new ParzenError("INVALID_DISTRIBUTION", wrong)
    this.low = low
    this.high = step === undefined ? high : lastStep(low, high, step)
    this.step = step
    this.log = log
    if (this.high !== high)
      warn(`float(${low}, ${high}): step ${step} does not divide the range, high is now ${this.high}`)
  }

  /** Whether there is one value only. */
  single(): boolean {
    return this.low === this.high
  }

  /** Whether `internal` lies in range and, with a step, within 1e-8 steps of the grid. */
  contains(internal: number): boolean {
    if (!(this.low <= internal && internal <= this.high)) return false
    if (this.step === undefined) return true
    const k = (internal - this.low) / this.step
    return Math.abs(k - Math.round(k)) < 1e-8
  }

  /** @throws INVALID_PARAM_VALUE for anything but a number, NaN, and with `log` a value not above 0. */
  toInternal(value: unknown): number {
    return checkNumber(value, this.log)
  }

  /** The value a user sees for the stored number: the same. */
  toExternal(internal: number): number {
    return internal
  }
}

/** A float parameter's distribution, for `trial.suggest`, `createTrial` and the searches. */
export function float(low: number, high: number, options?: FloatOptions): FloatDistribution {
  return new FloatDistribution(low, high, options)
}

/** The stored number for a numeric parameter's value. */
export function checkNumber(value: unknown, log: boolean): number {
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new ParzenError("INVALID_PARAM_VALUE", `${describe(value)} is not a number`)
  }
  if (log && value <= 0) throw new ParzenError("INVALID_PARAM_VALUE", `${value} is not above 0, which log needs`)
  return value
}

function floatMistake(low: unknown, high: unknown, step: unknown, log: boolean): string | undefined {
  const range = `float(${describe(low)}, ${describe(high)})`
  if (typeof log !== "boolean") return `${range}: log must be true or false, got ${describe(log)}`
  if (!Number.isFinite(low) || !Number.isFinite(high)) return `${range}: low and high must be finite numbers`
  if ((low as number) > (high as number)) return `${range}: low ${low} is above high ${high}`
  if (log && step !== undefined) return `${range}: step ${step} and log exclude each other`
  if (log && (low as number) <= 0) return `${range}: log needs low above 0, got ${low}`
  if (step !== undefined && !(Number.isFinite(step) && (step as number) > 0)) {
    return `${range}: step must be a finite number above 0, got ${describe(step)}`
  }
  return undefined
}
