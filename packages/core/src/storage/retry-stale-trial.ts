import { describe, ParzenError } from "../errors.ts"
import type { Attrs, Json } from "../trial/attrs.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { TrialRecord } from "../trial/frozen-trial.ts"
import type { StaleTrialCallback } from "./storage.ts"

/** Options of {@link RetryHeartbeatStaleTrialCallback}. */
export interface RetryHeartbeatStaleTrialOptions {
  /** How often one trial may be tried again, a whole number from 0; by default without end. */
  readonly maxRetry?: number | undefined
  /** Whether the new trial begins with what the old one had reported. By default not. */
  readonly inheritIntermediateValues?: boolean | undefined
}

const FAILED_TRIAL = "failed_trial"
const RETRY_HISTORY = "retry_history"
/** What a run found out, as against what it was given: the next run finds it out again. */
const FOUND = /^(constraints|parzen):|^constraints$/
const FOUND_FROM_REPORTS = /^completed_rung_/

/**
 * Tries a trial again whose worker has died: a waiting trial with the same parameters, user attributes and system attributes,
 * besides `failed_trial` (the number of the first of the series) and `retry_history` (the numbers of all before it), as Optuna
 * 5.0.0 writes them. Constraints, and without reports a pruner's rungs, are not taken along: the trial finds them anew.
 */
export class RetryHeartbeatStaleTrialCallback implements StaleTrialCallback {
  readonly #maxRetry: number
  readonly #inheritIntermediateValues: boolean

  /** @throws INVALID_ARGUMENT */
  constructor({ maxRetry = Infinity, inheritIntermediateValues = false }: RetryHeartbeatStaleTrialOptions = {}) {
    if (maxRetry !== Infinity && (!Number.isInteger(maxRetry) || maxRetry < 0)) {
      throw new ParzenError("INVALID_ARGUMENT", `maxRetry: takes a whole number from 0, got ${describe(maxRetry)}`)
    }
    this.#maxRetry = maxRetry
    this.#inheritIntermediateValues = inheritIntermediateValues
  }

  /** The number of the first trial of the series that `trial` is a retry in; `undefined` if it is none. */
  static retriedTrialNumber({ systemAttrs }: FrozenTrial): number | undefined {
    return systemAttrs[FAILED_TRIAL] as number | undefined
  }

  /** The numbers of the trials that `trial` is a retry of, the first one first. */
  static retryHistory({ systemAttrs }: FrozenTrial): readonly number[] {
    return (systemAttrs[RETRY_HISTORY] as readonly number[] | undefined) ?? []
  }

  retryOf(stale: FrozenTrial): FrozenTrial | undefined {
    const history = [...RetryHeartbeatStaleTrialCallback.retryHistory(stale), stale.number]
    if (history.length > this.#maxRetry) return undefined
    return new TrialRecord({
      number: -1,
      id: -1,
      state: "waiting",
      params: { ...stale.params },
      distributions: { ...stale.distributions },
      intermediateValues: this.#inheritIntermediateValues ? { ...stale.intermediateValues } : {},
      userAttrs: stale.userAttrs,
      systemAttrs: { [FAILED_TRIAL]: stale.number, ...this.#kept(stale.systemAttrs), [RETRY_HISTORY]: history },
    })
  }

  #kept(attrs: Attrs): Record<string, Json> {
    return Object.fromEntries(
      Object.entries(attrs).filter(
        ([key]) => !FOUND.test(key) && (this.#inheritIntermediateValues || !FOUND_FROM_REPORTS.test(key)),
      ),
    )
  }
}

/** Whether `trial` is one that {@link RetryHeartbeatStaleTrialCallback}, ours or Optuna's, has made. */
export function isRetry({ systemAttrs }: FrozenTrial): boolean {
  return FAILED_TRIAL in systemAttrs
}
