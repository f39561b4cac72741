import type { Json } from "@parzen/core"

/** Optuna's numbers of what an entry of the journal does. */
export const OP = {
  createStudy: 0,
  deleteStudy: 1,
  setStudyUserAttr: 2,
  setStudySystemAttr: 3,
  createTrial: 4,
  setTrialParam: 5,
  setTrialStateValues: 6,
  setTrialIntermediateValue: 7,
  setTrialUserAttr: 8,
  setTrialSystemAttr: 9,
  /** Written by Rustuna; Optuna passes over it, and so do we. */
  discardTrials: 10,
} as const

/** An entry of the journal as it is read. Which fields there are depends on `op_code`. */
export interface JournalEntry {
  readonly op_code: number
  readonly worker_id: string
  readonly study_id: number
  readonly study_name: string
  readonly directions: readonly number[]
  readonly trial_id: number
  readonly user_attr: Readonly<Record<string, Json>>
  readonly system_attr: Readonly<Record<string, Json>>
  readonly param_name: string
  readonly param_value_internal: number
  /** JSON in JSON. */
  readonly distribution: string
  readonly step: number
  readonly intermediate_value: number
  /** Optuna's number of a state; a new trial without one runs. */
  readonly state?: number
  readonly value?: number | null
  readonly values?: readonly number[] | null
  readonly datetime_start?: string | null
  readonly datetime_complete?: string | null
  readonly distributions?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, number>>
  readonly user_attrs?: Readonly<Record<string, Json>>
  readonly system_attrs?: Readonly<Record<string, Json>>
  readonly intermediate_values?: Readonly<Record<string, number>>
  /** Ours: for how long after this entry its worker holds the trial, in ms. Optuna passes over fields that it does not know. */
  readonly parzen_lease_ms?: number
}

/** All states, in the order of Optuna's numbers. */
export const STATES = ["running", "complete", "pruned", "fail", "waiting"] as const
