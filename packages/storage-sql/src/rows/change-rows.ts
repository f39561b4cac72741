import type { NumberType, StoredState } from "../schema/tables.ts"
import type { StoredTime } from "./utc-time.ts"

/** Trials as rows of six tables. Rows of one trial come in the order in which they were written. */
export interface ChangeRows {
  readonly trials: readonly TrialRow[]
  readonly params: readonly ParamRow[]
  readonly values: readonly ValueRow[]
  readonly reports: readonly ReportRow[]
  readonly userAttrs: readonly AttrRow[]
  readonly systemAttrs: readonly AttrRow[]
}

/** No rows. */
export const NO_ROWS: ChangeRows = { trials: [], params: [], values: [], reports: [], userAttrs: [], systemAttrs: [] }

/** One row of `trials`, and the revision of the trial's last change. */
export type TrialRow = readonly [
  trialId: number,
  number: number,
  state: StoredState,
  startedAt: StoredTime,
  completedAt: StoredTime,
  revision: number,
]

/** One row of `trial_params`. */
export type ParamRow = readonly [trialId: number, name: string, value: number, distributionJson: string]

/** One row of `trial_values`. */
export type ValueRow = readonly [trialId: number, objective: number, value: number | null, type: NumberType]

/** One row of `trial_intermediate_values`. */
export type ReportRow = readonly [trialId: number, step: number, value: number | null, type: NumberType]

/** One row of a table of a trial's attributes. */
export type AttrRow = readonly [trialId: number, key: string, valueJson: string]
