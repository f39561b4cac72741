import { describe, ParzenError } from "@parzen/core"

/** The parameters that estimators have beside those of their library, by scikit-learn's names. */
export interface EstimatorParams {
  /** How many rounds; 100 by default. */
  readonly n_estimators?: number | undefined
  /** Ends training after so many rounds that bring nothing better on the validation rows; by default it goes to its end. */
  readonly early_stopping_rounds?: number | undefined
  /** The share of the rows that early stopping watches, and training leaves out; 0.1 by default. */
  readonly validation_fraction?: number | undefined
}

/** What {@link EstimatorParams} say, and the parameters that are left for the library. */
export interface ReadParams {
  readonly numBoostRound: number
  readonly earlyStoppingRounds: number | undefined
  readonly validationFraction: number
  readonly params: Readonly<Record<string, unknown>>
}

/** @throws INVALID_ARGUMENT */
export function readEstimatorParams(params: EstimatorParams & Readonly<Record<string, unknown>>): ReadParams {
  if (typeof params !== "object" || params === null || Array.isArray(params))
    throw new ParzenError("INVALID_ARGUMENT", `params: takes an object, got ${describe(params)}`)
  const { n_estimators: numBoostRound = 100, early_stopping_rounds: earlyStoppingRounds, ...others } = params
  const { validation_fraction: validationFraction = 0.1, ...own } = others
  checkCount("n_estimators", numBoostRound)
  if (earlyStoppingRounds !== undefined) checkCount("early_stopping_rounds", earlyStoppingRounds)
  if (typeof validationFraction !== "number" || !(validationFraction > 0 && validationFraction < 1))
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `'validation_fraction': takes a number between 0 and 1, got ${describe(validationFraction)}`,
    )
  return { numBoostRound, earlyStoppingRounds, validationFraction, params: own }
}

function checkCount(name: string, value: unknown): void {
  if (Number.isSafeInteger(value) && (value as number) >= 1) return
  throw new ParzenError("INVALID_ARGUMENT", `'${name}': takes an integer from 1, got ${describe(value)}`)
}
