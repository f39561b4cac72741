import { ParzenError } from "@parzen/core"

/** What metrics take that weigh rows. */
export interface WeightOptions {
  /** A weight for each row; by default all count the same. */
  readonly sampleWeight?: ArrayLike<number> | undefined
}

/**
 * The weights of `n` rows, if there are any.
 * @throws INVALID_DATA unless there is a finite one for each row, and one that is not 0
 */
export function checkWeights(sampleWeight: ArrayLike<number> | undefined, n: number): Float64Array | undefined {
  if (sampleWeight === undefined) return undefined
  if (sampleWeight.length !== n) {
    throw new ParzenError("INVALID_DATA", `yTrue has ${n} rows and sampleWeight has ${sampleWeight.length}`)
  }
  const weights = Float64Array.from(sampleWeight)
  const row = weights.findIndex((weight) => !Number.isFinite(weight))
  if (row >= 0)
    throw new ParzenError(
      "INVALID_DATA",
      `sampleWeight: row ${row} is ${String(sampleWeight[row])}, not a finite number`,
    )
  if (weights.every((weight) => weight === 0)) throw new ParzenError("INVALID_DATA", "sampleWeight: every weight is 0")
  return weights
}
