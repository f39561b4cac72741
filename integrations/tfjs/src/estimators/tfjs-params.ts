import { describe, ParzenError } from "@parzen/core"
import type { Callback, CustomCallbackArgs } from "@tensorflow/tfjs"

/** How the estimators call `model.fit`; every other parameter goes to `build`. */
export interface FitParams {
  /** How often the rows are gone through; 1 by default. */
  readonly epochs?: number
  /** Rows of a batch; 32 by default. */
  readonly batchSize?: number
  /** What the weights and the order of the rows are drawn from; 0 by default. */
  readonly seed?: number
  /** Whether the rows are shuffled once, by `seed`, before training; true by default. tfjs's own shuffle takes no seed. */
  readonly shuffle?: boolean
  /** The share of the rows, the last ones after shuffling, that are kept for `val_` metrics; none by default. */
  readonly validationSplit?: number
  /** Makes the callbacks of one fit. */
  readonly callbacks?: () => readonly (Callback | CustomCallbackArgs)[]
}

/** The parameters of an estimator: those of `fit`, and the hyperparameters that `build` takes. */
export type TfjsParams<Hyper extends object = Readonly<Record<string, unknown>>> = FitParams & Hyper

const CHECKS: Record<keyof FitParams, readonly [allowed: string, isValid: (value: unknown) => boolean]> = {
  epochs: ["an integer from 1", isCount],
  batchSize: ["an integer from 1", isCount],
  seed: ["an integer from 0", (value) => Number.isSafeInteger(value) && (value as number) >= 0],
  shuffle: ["true or false", (value) => typeof value === "boolean"],
  validationSplit: ["a number from 0 to below 1", (value) => typeof value === "number" && value >= 0 && value < 1],
  callbacks: ["a function that makes the callbacks of one fit", (value) => typeof value === "function"],
}

/** @throws INVALID_ARGUMENT for a parameter of `fit` with a wrong value */
export function checkFitParams(params: Readonly<Record<string, unknown>>): void {
  for (const [name, [allowed, isValid]] of Object.entries(CHECKS)) {
    const value = params[name]
    if (value === undefined || isValid(value)) continue
    throw new ParzenError("INVALID_ARGUMENT", `'${name}': takes ${allowed}, got ${describe(value)}`)
  }
}

/** The hyperparameters: what is no parameter of `fit`. */
export function hyperparametersOf<Hyper extends object>(params: TfjsParams<Hyper>): Hyper {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !Object.hasOwn(CHECKS, name))) as Hyper
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1
}
